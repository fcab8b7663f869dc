import {
  type Appended,
  type Commit,
  isEventStoreError,
  type LogLimits,
  outcomeUnknown,
  type Position,
} from '../../../contract';
import { prepareIdentified, type PreparedCommit } from '../../chain';
import type { Dependency } from '../pending-commit';
import type { Channel } from './channel';
import { isRequest } from './message-form';
import {
  type SentAppend,
  type SentDependency,
  type SentPlace,
  type SentRefusal,
  type SequencerRequest,
  toPlace,
  toSent,
} from './messages';
import type { CoordinationContext } from './context';

/** Events in one reply, and UTF-16 code units of them. A peer that is further behind reads for itself. */
const MOST_EVENTS = 5_000;
const MOST_LOG = 4 * 1024 * 1024;

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
      // The connection is lost, or a message is not what it should be: the peer begins anew.
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

  /** @throws Error when it is not what its sender says, or more than a log takes */
  #append({ prepared: sent, dependsOn }: SentAppend): void {
    const { appender, limits } = this.context;
    const prepared = preparedAnew(sent, limits);
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
    const from = window.covers(known) && head - known <= MOST_EVENTS ? known : head;
    const own = new Set(this.#stored.map(({ id }) => id));
    const found = window
      .commitsAfter(from, MOST_EVENTS)
      .map((commit) => (own.has(commit.id) ? JSON.stringify(commit.id) : jsonOnce(commit)))
      .join();
    const [after, log] = found.length > MOST_LOG ? [head, ''] : [from, found];
    const causalToken = storage.causalToken();
    const rest = JSON.stringify({ stored: this.#stored, refused: this.#refused, after, causalToken });
    this.channel.send(`${rest.slice(0, -1)},"log":[${log}]}`);
    this.#knownHead = head;
    this.#stored = [];
    this.#refused = [];
  }
}

/** The digest goes into the chain: a wrong one would be found out when nobody can mend it any more. */
const preparedAnew = (sent: SentAppend['prepared'], limits: LogLimits): PreparedCommit => {
  const { digest, ...said } = sent;
  const prepared = prepareIdentified(said, limits);
  if (prepared.digest !== digest) throw new Error(`Commit ${said.id} is not what was digested.`);
  return prepared;
};

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
