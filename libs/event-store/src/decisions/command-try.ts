import { type Position, type Query, type RecordedEvent, toPosition } from '../contract';
import type { EventLog } from '../log';
import { outcomeOf, recordsOf, type UnwrittenOutcome } from './command-records';

/** Longer than any answer is on its way, also by clocks that are an hour apart. */
const LONG_AGO_MS = 2 * 3_600_000;

/** Beyond every position. */
const NOWHERE = toPosition(Number.MAX_SAFE_INTEGER);

/**
 * One try of a keyed command, from its call on. An answer that is recorded after the call is final for the try; one that
 * was recorded before does not concern it. What this process knew at the call lies before it; what a look at the log's
 * end that began with the call does not show lies after it. In between nobody can tell: then the try ends with nothing
 * that would contradict either.
 */
export class CommandTry {
  /** The records of the command's answers: none of them may lie between the decision and its commit. */
  readonly records: Query;
  readonly #calledAt: number;
  /** The end of the log as the look showed it; nothing waits for it unless there is a record. */
  readonly #shown: Promise<Position>;
  /** Up to here no record is final for the try. */
  #clearUpTo: Position;
  /** Recorded before the call, or after it. */
  #doubtful: readonly RecordedEvent[] = [];

  constructor(
    private readonly log: EventLog,
    readonly id: string,
  ) {
    this.records = recordsOf(id);
    this.#calledAt = log.now().getTime();
    this.#clearUpTo = log.tail.head;
    this.#shown = log.tail.confirm().then(
      () => log.tail.head,
      // Without it nothing is known to lie after the call.
      () => NOWHERE,
    );
  }

  /** Whether it is known without a read that nothing is recorded, up to the head that this process knows. */
  isClear(): boolean {
    const { window, head } = this.log.tail;
    if (!window.covers(this.#clearUpTo)) return false;
    if (window.matching(this.records, this.#clearUpTo).length > 0) return false;
    this.#clearUpTo = head;
    return true;
  }

  /** The first record that is final for this try; nothing when there is none up to the head that this process knows. */
  async finalRecord(): Promise<RecordedEvent | undefined> {
    const shown = await this.#shown;
    const { head } = this.log.tail;
    const found = await this.#recorded(head);
    const doubtful = found.filter((record) => record.position <= shown && !this.#isLongAgo(record));
    this.#doubtful = [...this.#doubtful, ...doubtful];
    const final = found.find(({ position }) => position > shown);
    if (!final) this.#clearUpTo = head;
    return final;
  }

  /** A record that may be final for this try, and says otherwise than a result of it would. */
  contradicting(result: UnwrittenOutcome | 'written'): RecordedEvent | undefined {
    return this.#doubtful.find((record) => outcomeOf(record) !== result);
  }

  async #recorded(upTo: Position): Promise<readonly RecordedEvent[]> {
    const after = this.#clearUpTo;
    const { window } = this.log.tail;
    if (window.covers(after)) return window.matching(this.records, after, upTo);
    const found: RecordedEvent[] = [];
    for await (const record of this.log.read(this.records, { after, upTo })) found.push(record);
    return found;
  }

  #isLongAgo({ recordedAt }: RecordedEvent): boolean {
    return recordedAt.getTime() < this.#calledAt - LONG_AGO_MS;
  }
}
