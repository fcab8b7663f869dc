import { type Position, type Query, type RecordedEvent, toPosition } from '../contract';
import type { MongoEventStore } from '../mongo-event-store';
import { backOffMs } from '../async';
import { inSpan, type OpenSpan } from '../diagnostics';
import { type Consumption, describeError } from '../subscriptions';
import { attemptOnce } from './attempt';
import type { IdempotencyKeyOf } from './idempotency-key';
import type { Backlog } from './backlog';
import { EventItem, type Item } from './item';
import { KeyedQueue, type Outcome } from './keyed-queue';
import { REACTION_DEFAULTS, type FailureClass, type Reaction } from './reaction';

const DONE: Outcome = { kind: 'done' };

/** What a worker needs. */
export interface WorkerContext {
  readonly reaction: Reaction;
  readonly store: MongoEventStore;
  readonly backlog: Backlog;
  readonly idempotencyKeyOf: IdempotencyKeyOf;
  readonly health: Consumption['health'];
  /** When it aborts, nothing more is begun. */
  readonly end: AbortSignal;
  /** When it aborts, nothing that is still done counts. */
  readonly lost: AbortSignal;
  /** Called whenever an event is done, kept or has failed. */
  readonly tell: () => void;
}

/** Reacts to events, in order within each key, and says what becomes of them. */
export class Worker {
  readonly queue: KeyedQueue<Item>;
  #succeeded = 0;

  constructor(private readonly context: WorkerContext) {
    const { reaction, end } = context;
    this.queue = new KeyedQueue(
      reaction.concurrency ?? REACTION_DEFAULTS.concurrency,
      end,
      (item, attempt) =>
        item.kind === 'event' ? this.#react(item, attempt) : this.#resume(item.key, attempt),
    );
  }

  /** Takes up an event of the log, in its turn: behind what is kept of its key, if there is something. */
  take(item: EventItem): void {
    if (this.context.backlog.holds(item.key)) this.#keep(item, 'waiting', 0, BEHIND);
    else this.queue.push(item.key, item);
  }

  /** Sets an event aside whose key cannot be told. */
  parkUnkeyed(item: EventItem, error: unknown): void {
    this.#keep(item, 'parked', 1, describeError(error));
  }

  /** Goes on with what is kept of a key. */
  resume(key: string): void {
    this.queue.push(key, { kind: 'resume', key });
  }

  /**
   * Has the keys that fail kept beside the log, so that it can be read on; unless everything fails, when there would be
   * no end to it.
   */
  makeRoom(lookAhead: number): void {
    const stuck = this.queue
      .stuck()
      .flatMap(([key, item]) => (item.kind === 'event' && !item.isKept ? [{ key, item }] : []));
    if (this.#succeeded === 0 && stuck.length > lookAhead / MOST_STUCK) return;
    this.#succeeded = 0;
    for (const { key, item } of stuck) {
      this.#keep(item, 'waiting', 0, item.lastError ?? TRIED_AGAIN);
      this.#keepRest(key);
    }
  }

  #react(item: EventItem, attempt: number): Promise<Outcome> {
    const { name } = this.context.reaction;
    const { event } = item;
    const facts = { subscription: name, position: event.position, attempts: attempt };
    return inSpan(
      () => ({ name: `react ${name}`, facts, causedBy: event }),
      (span) => this.#attempt(item, attempt, span),
    );
  }

  async #attempt(item: EventItem, attempt: number, span: OpenSpan): Promise<Outcome> {
    const { reaction, store, backlog, health, lost, idempotencyKeyOf, tell } = this.context;
    const { event, key } = item;
    const what = `position ${event.position}`;
    if (item.isKept && backlog.isSkipped(event.position)) return this.#passOver(item, what, span);
    try {
      await attemptOnce(reaction, event, { attempt, store, lost, idempotencyKeyOf });
    } catch (error) {
      span.failed('failed');
      // An attempt that was cut off says nothing about the receiver.
      if (lost.aborted) return { kind: 'again', afterMs: 0 };
      if (item.isKept && backlog.isSkipped(event.position)) return this.#passOver(item, what, span);
      if (classify(reaction, error, attempt) === 'park') {
        span.note({ outcome: 'parked' });
        health.recovered(what);
        return this.#park(item, attempt, describeError(error));
      }
      health.failed(what, error);
      item.lastError = describeError(error);
      tell();
      return { kind: 'again', afterMs: this.#delay(attempt) };
    }
    span.note({ outcome: 'done' });
    health.recovered(what);
    this.#succeeded += 1;
    if (item.isKept) {
      backlog.done(key, event.position);
      if (!this.queue.hasMore(key)) this.resume(key);
    }
    item.leaveLog();
    tell();
    return DONE;
  }

  #passOver({ key, event }: EventItem, what: string, span: OpenSpan): Outcome {
    const { backlog, health } = this.context;
    span.note({ outcome: 'skipped' });
    health.recovered(what);
    backlog.done(key, event.position);
    if (!this.queue.hasMore(key)) this.resume(key);
    return DONE;
  }

  #park(item: EventItem, attempts: number, error: string): Outcome {
    const { backlog, tell } = this.context;
    const { key, event } = item;
    if (item.isKept) backlog.park(key, { position: event.position, attempts, error });
    else this.#keep(item, 'parked', attempts, error);
    this.#keepRest(key);
    tell();
    return DONE;
  }

  /** What waits behind the first of a key is kept as well; what is kept already is read again in its turn. */
  #keepRest(key: string): void {
    for (const item of this.queue.cut(key)) {
      if (item.kind === 'event' && !item.isKept) this.#keep(item, 'waiting', 0, BEHIND);
    }
  }

  #keep(item: EventItem, state: 'parked' | 'waiting', attempts: number, error: string): void {
    const { backlog, store, tell } = this.context;
    const { key, event } = item;
    const { position, commitId } = event;
    backlog.add({ position, commitId, key, state, attempts, error, since: store.log.now() });
    item.leaveLog();
    tell();
  }

  async #resume(key: string, attempt: number): Promise<Outcome> {
    const { reaction, store, backlog, health, end, tell } = this.context;
    const what = `what is kept of ${key}`;
    try {
      const kept = await backlog.next(key, end);
      for (const { position, commitId } of kept) {
        const event = await eventAt(store, reaction.query, position);
        if (event?.commitId === commitId) this.queue.push(key, new EventItem(key, event));
        // The query has changed since, or the log was set back.
        else backlog.done(key, position);
      }
      if (kept.length > 0 && !this.queue.hasMore(key)) this.resume(key);
    } catch (error) {
      this.queue.cut(key);
      health.failed(what, error);
      return { kind: 'again', afterMs: this.#delay(attempt) };
    }
    health.recovered(what);
    tell();
    return DONE;
  }

  #delay(attempt: number): number {
    return backOffMs(attempt, this.context.reaction.retry ?? REACTION_DEFAULTS.retry);
  }
}

const BEHIND = 'Waits behind an earlier one of its key.';
const TRIED_AGAIN = 'Fails and is tried again; kept beside the log meanwhile.';

/** When more than one in so many of the events that may be taken up fails, and none succeeds, the receiver is down. */
const MOST_STUCK = 16;

const eventAt = async (
  store: MongoEventStore,
  query: Query,
  position: Position,
): Promise<RecordedEvent | undefined> => {
  const range = { after: toPosition(position - 1), upTo: position };
  for await (const event of store.read(query, range)) return event;
  return undefined;
};

const classify = (reaction: Reaction, error: unknown, attempt: number): FailureClass => {
  if (attempt >= (reaction.maxAttempts ?? Number.POSITIVE_INFINITY)) return 'park';
  try {
    return reaction.classify?.(error) ?? 'retry';
  } catch {
    return 'retry';
  }
};
