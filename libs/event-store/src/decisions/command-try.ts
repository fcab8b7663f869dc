import { performance } from 'node:perf_hooks';
import { type Position, type Query, type RecordedEvent, toPosition } from '../contract';
import type { EventLog } from '../log';
import { recordsOf } from './command-records';
import { answeredMeanwhile } from './errors';

/** A look at the log's end that took longer, in milliseconds, does not tell where the log ended at the call. */
const PROMPT_MS = 50;

/** Beyond every position. */
const UNKNOWN = toPosition(Number.MAX_SAFE_INTEGER);

/** Where the log ended when a try began: not before `from`, and not after `to`. */
interface Beginning {
  readonly from: Position;
  readonly to: Position;
}

/**
 * One try of a keyed command, from its call on. An answer that is recorded after the try began is final for it; one
 * that was recorded before does not concern it. A try begins with a look at the log's end, which nothing waits for
 * unless there is a record.
 */
export class CommandTry {
  /** The records of the command's answers: none of them may lie between the decision and its commit. */
  readonly records: Query;
  readonly #beginning: Promise<Beginning>;
  /** No record that concerns the try lies at or before it. */
  #clearUpTo: Position;

  constructor(
    private readonly log: EventLog,
    commandId: string,
  ) {
    this.records = recordsOf(commandId);
    this.#clearUpTo = log.tail.head;
    this.#beginning = lookAtBeginning(log);
  }

  /** Whether it is known without a read that nothing is recorded, up to the head that this process knows. */
  isClear(): boolean {
    const { window, head } = this.log.tail;
    if (!window.covers(this.#clearUpTo)) return false;
    if (window.matching(this.records, this.#clearUpTo).length > 0) return false;
    this.#clearUpTo = head;
    return true;
  }

  /**
   * The record that is final for this try; nothing when it is clear up to the head that this process knows.
   * @throws EventStoreError `command-answered` when it cannot be told which of the two came first
   */
  async finalRecord(): Promise<RecordedEvent | undefined> {
    const { from, to } = await this.#beginning;
    const { head } = this.log.tail;
    for await (const record of this.log.read(this.records, { after: this.#clearUpTo, upTo: head })) {
      if (record.position > to) return record;
      if (record.position > from) throw answeredMeanwhile(record);
    }
    this.#clearUpTo = head;
    return undefined;
  }
}

const lookAtBeginning = async ({ tail }: EventLog): Promise<Beginning> => {
  const from = tail.head;
  const calledAt = performance.now();
  try {
    await tail.confirm();
  } catch {
    return { from, to: UNKNOWN };
  }
  const prompt = performance.now() - calledAt <= PROMPT_MS;
  return { from: prompt ? tail.head : from, to: tail.head };
};
