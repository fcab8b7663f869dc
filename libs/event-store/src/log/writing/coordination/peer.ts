import {
  type Appended,
  type Commit,
  isEventStoreError,
  outcomeUnknown,
  type Position,
} from '../../../contract';
import { frozen } from '../../chain';
import type { Dependency } from '../pending-commit';
import type { Channel } from './channel';
import {
  isRequest,
  type SentAppend,
  type SentDependency,
  type SentPlace,
  type SentRefusal,
  type SequencerRequest,
  toPlace,
  toSent,
} from './messages';
import type { CoordinationContext } from './context';

/** Events in one reply. A peer that is further behind reads for itself. */
const MOST_EVENTS = 5_000;

/** Another writer, as its sequencer sees it: it sends appends, and is told what became of them and of the log. */
export class Peer {
  /** Its appends that are on their way, or stored without its knowledge, by id. */
  readonly #appends = new Map<string, Dependency>();
  #stored: SentPlace[] = [];
  #refused: SentRefusal[] = [];
  #knownHead: Position | undefined;
  #replying = false;

  constructor(
    private readonly channel: Channel,
    private readonly context: CoordinationContext,
  ) {}

  /** Serves the peer until the connection ends. Its appends go on after that; the peer finds out what became of them. */
  async serve(): Promise<void> {
    try {
      for await (const request of this.channel.messages()) {
        if (!isRequest(request)) return;
        this.#take(request);
      }
    } catch {
      // The connection is lost, or a message is not JSON: the peer begins anew.
    } finally {
      this.channel.close();
    }
  }

  #take({ head, causalToken, appends }: SequencerRequest): void {
    this.context.storage.advanceTo(causalToken);
    this.#knownHead ??= head;
    // The peer names a commit that it knows to be stored by its position.
    for (const [id, { stored }] of this.#appends) {
      if (stored && stored.position <= head) this.#appends.delete(id);
    }
    for (const append of appends) this.#append(append);
  }

  #append({ prepared: sent, dependsOn }: SentAppend): void {
    const { appender } = this.context;
    const prepared = frozen(sent);
    const { id } = prepared;
    const dependencies = dependsOn.map((one) => this.#dependency(one));
    const outcome = appender.append(prepared, dependencies, 'peer');
    const pending = appender.pending(id);
    // Another append may be on its way under the same id; it may hold other events, so nothing may depend on it.
    const own = pending?.prepared === prepared ? pending : undefined;
    if (own) this.#appends.set(id, own);
    void outcome
      .then(
        (appended) => this.#appended(appended),
        (error: unknown) => this.#refused.push(refusal(id, error)),
      )
      .finally(() => {
        if (this.#appends.get(id) === own && !own?.stored) this.#appends.delete(id);
        this.#replySoon();
      });
  }

  #appended({ commit, duplicate }: Appended): void {
    if (duplicate) this.#refused.push({ id: commit.id, duplicate: toSent(commit) });
    else this.#stored.push(toPlace(commit));
  }

  #dependency({ id, position }: SentDependency): Dependency {
    const stored = position === undefined ? undefined : { position };
    const known = stored ? undefined : this.#appends.get(id);
    return known ?? { id, waiting: false, unknown: false, stored };
  }

  /** Once for all that one batch has settled. */
  #replySoon(): void {
    if (this.#replying) return;
    this.#replying = true;
    process.nextTick(() => {
      this.#replying = false;
      try {
        this.#reply();
      } catch {
        // More than one message can hold: the peer finds out by itself.
        this.channel.close();
      }
    });
  }

  #reply(): void {
    const { tail, storage } = this.context;
    const { window, head } = tail;
    const known = this.#knownHead ?? head;
    const after = window.covers(known) && head - known <= MOST_EVENTS ? known : head;
    const own = new Set(this.#stored.map(({ id }) => id));
    const log = window
      .commitsAfter(after, MOST_EVENTS)
      .map((commit) => (own.has(commit.id) ? JSON.stringify(commit.id) : jsonOnce(commit)));
    const causalToken = storage.causalToken();
    const rest = JSON.stringify({ stored: this.#stored, refused: this.#refused, after, causalToken });
    this.channel.send(`${rest.slice(0, -1)},"log":[${log.join()}]}`);
    this.#knownHead = head;
    this.#stored = [];
    this.#refused = [];
  }
}

/** Many peers are sent the same commits at the same time. */
const jsons = new WeakMap<Commit, string>();

const jsonOnce = (commit: Commit): string => {
  const json = jsons.get(commit) ?? JSON.stringify(toSent(commit));
  jsons.set(commit, json);
  return json;
};

const refusal = (id: string, error: unknown): SentRefusal => {
  if (isEventStoreError(error, 'closed')) return { id, closed: true };
  const { code, message, facts } = isEventStoreError(error) ? error : outcomeUnknown(id, error);
  return { id, code, message, facts };
};
