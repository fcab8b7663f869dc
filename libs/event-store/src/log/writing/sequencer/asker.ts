import {
  type Appended,
  type Commit,
  isEventStoreError,
  outcomeUnknown,
  type Position,
} from '../../../contract';
import { frozen } from '../../chain';
import type { Dependency } from '../pending-commit';
import type { CommitStorage } from '../../storage';
import type { Tail } from '../../reading';
import type { Writer } from '../writer';
import {
  isAsk,
  toPlace,
  toSent,
  type Ask,
  type AssumedRef,
  type SentAppend,
  type SentPlace,
  type SentRefusal,
} from './messages';
import type { PrivateLine } from './private-line';

/** Events that an asker is told of at most, to keep up; who is further behind reads for itself. */
const MOST_EVENTS = 5_000;

/** What a sequencer works with. */
export interface SequencerParts {
  readonly writer: Writer;
  readonly tail: Tail;
  readonly storage: CommitStorage;
}

/** Another process, as its sequencer sees it: takes its appends, and tells it what has become of them and of the log. */
export class Asker {
  /** On their way, or stored without its knowledge, by id. */
  readonly #taken = new Map<string, Dependency>();
  #stored: SentPlace[] = [];
  #refused: SentRefusal[] = [];
  #told: Position | undefined;
  #telling = false;

  constructor(
    private readonly line: PrivateLine,
    private readonly parts: SequencerParts,
  ) {}

  /** Serves it until the connection ends. What is on its way by then goes on, and its owner finds out by itself. */
  async serve(): Promise<void> {
    try {
      for await (const ask of this.line.messages()) {
        if (!isAsk(ask)) return;
        this.#take(ask);
      }
    } catch {
      // The connection is lost, or what came over it is no message: the other side begins anew.
    } finally {
      this.line.close();
    }
  }

  #take({ head, horizon, appends }: Ask): void {
    this.parts.storage.advanceTo(horizon);
    this.#told ??= head;
    // What it knows to be stored it names by its position.
    for (const [id, { stored }] of this.#taken) if (stored && stored.position <= head) this.#taken.delete(id);
    for (const append of appends) this.#append(append);
  }

  #append({ prepared: sent, dependsOn }: SentAppend): void {
    const prepared = frozen(sent);
    const { id } = prepared;
    const outcome = this.parts.writer.append(
      prepared,
      dependsOn.map((ref) => this.#assumed(ref)),
      'for another',
    );
    const pending = this.parts.writer.pending(id);
    // One that joins another's is not what those that assume it have counted on.
    const taken = pending?.prepared === prepared ? pending : undefined;
    if (taken) this.#taken.set(id, taken);
    void outcome
      .then(
        (appended) => this.#appended(appended),
        (error: unknown) => this.#refused.push(refusal(id, error)),
      )
      .finally(() => {
        if (this.#taken.get(id) === taken && !taken?.stored) this.#taken.delete(id);
        this.#tellSoon();
      });
  }

  #appended({ commit, duplicate }: Appended): void {
    if (duplicate) this.#refused.push({ id: commit.id, duplicate: toSent(commit) });
    else this.#stored.push(toPlace(commit));
  }

  #assumed({ id, position }: AssumedRef): Dependency {
    if (position !== undefined) {
      return { prepared: { id }, waiting: false, unknown: false, stored: { position } };
    }
    return this.#taken.get(id) ?? { prepared: { id }, waiting: false, unknown: false, stored: undefined };
  }

  /** Once for all that one batch has settled. */
  #tellSoon(): void {
    if (this.#telling) return;
    this.#telling = true;
    process.nextTick(() => {
      this.#telling = false;
      try {
        this.#tell();
      } catch {
        // More than one message can hold: the other side finds out by itself.
        this.line.close();
      }
    });
  }

  #tell(): void {
    const { window, head } = this.parts.tail;
    const known = this.#told ?? head;
    const after = window.covers(known) && head - known <= MOST_EVENTS ? known : head;
    const own = new Set(this.#stored.map(({ id }) => id));
    const log = window
      .commitsAfter(after, MOST_EVENTS)
      .map((commit) => (own.has(commit.id) ? JSON.stringify(commit.id) : sentOnce(commit)));
    const horizon = this.parts.storage.causalToken();
    const told = JSON.stringify({ stored: this.#stored, refused: this.#refused, after, horizon });
    this.line.sendText(`${told.slice(0, -1)},"log":[${log.join()}]}`);
    this.#told = head;
    this.#stored = [];
    this.#refused = [];
  }
}

/** Many askers are told of the same commits at the same time. */
const texts = new WeakMap<Commit, string>();

const sentOnce = (commit: Commit): string => {
  const known = texts.get(commit);
  if (known !== undefined) return known;
  const text = JSON.stringify(toSent(commit));
  texts.set(commit, text);
  return text;
};

const refusal = (id: string, error: unknown): SentRefusal => {
  if (isEventStoreError(error, 'closed')) return { id, closed: true };
  const { code, message, facts } = isEventStoreError(error) ? error : outcomeUnknown(id, error);
  return { id, code, message, facts };
};
