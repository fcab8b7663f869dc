import type { DecisionModel } from '../models';
import type { OnUnknown } from '../log';
import type { EventData, Query, RecordedEvent } from '../contract';
import type { BackOff } from '../async';

/** What a call to the outside is given beside its event. */
export interface ReactionContext {
  /** The same for every try of this event, also by other instances: the receiver tells repeats by it. */
  readonly idempotencyKey: string;
  /** The same for one effect among several of the event: each is told from repeats by a key of its own. */
  keyFor(effect: string): string;
  /** Aborts when the time is over or the subscription is lost. */
  readonly signal: AbortSignal;
  /** From 1; starts anew after a restart. */
  readonly attempt: number;
  /** A state as of the event's own position: content made of it is the same at every try. */
  stateAt<State>(model: DecisionModel<State>): Promise<State>;
}

/** `retry`: without end. `park`: set aside with its error, and only its own key waits behind it. */
export type FailureClass = 'retry' | 'park';

/**
 * An effect on the outside, at least once for every matching event; the receiver must know repeats by their key.
 * In order for each key; different keys at the same time.
 *
 * ```ts
 * const notices: Reaction<MoneyTransferred> = {
 *   name: 'transfer-notices',
 *   query: { items: [{ types: ['MoneyTransferred'] }] },
 *   startFrom: 'now',
 *   key: (event) => event.data.to,
 *   react: (event, { idempotencyKey, signal }) => messages.send(noticeOf(event), { idempotencyKey, signal }),
 *   classify: (error) => (isClientFault(error) ? 'park' : 'retry'),
 * };
 * const runner = await openReaction(subscriptions, notices);
 * runner.start();
 * ```
 */
export interface Reaction<Event extends EventData<string, object> = EventData> {
  /** Unique in the log. */
  readonly name: string;
  readonly query: Query;
  /**
   * Where it begins when it is first opened on a log, once for all: `'start'`: with all that has ever happened; `'now'`: with
   * what happens from then on; a position: with what comes after it. Its status shows after which position it began.
   */
  readonly startFrom: 'start' | 'now' | number;
  /** What to do about events of a type or version that the store does not know. Default `fail`. */
  readonly unknown?: OnUnknown;
  /**
   * What orders: events of one key are reacted to one after another, in the order of the log. An event for which it throws
   * is parked by itself.
   */
  key(event: RecordedEvent<Event>): string;
  /** Calls the outside, and resolves when it has answered; what it throws is retried or parked, as `classify` says. */
  react(event: RecordedEvent<Event>, context: ReactionContext): Promise<void>;
  /** What to do about an error; default: always `retry`. One that it throws itself is retried. */
  classify?(error: unknown): FailureClass;
  /** Failed tries, from 1, after which also what is to be retried is parked. Default: none, it is retried without end. */
  readonly maxAttempts?: number;
  /** Keys at the same time, from 1. Default 8. */
  readonly concurrency?: number;
  /** Milliseconds for one try. Default 5,000. */
  readonly timeoutMs?: number;
  /** How long to wait after a failure, with jitter. Default 100 to 5,000 ms. */
  readonly retry?: BackOff;
  /**
   * Events that may be taken up beyond the checkpoint, from 1: at most so many are repeated after a crash. A key that
   * fails for so long that it would stop the others there is kept beside the log, and goes on from there; when all keys
   * fail, the log is read no further. Of large events fewer are taken up: those not done take 16 MiB, about. Default 1,000.
   */
  readonly lookAhead?: number;
}

export const REACTION_DEFAULTS = {
  concurrency: 8,
  timeoutMs: 5_000,
  retry: { firstMs: 100, maxMs: 5_000 },
  lookAhead: 1_000,
} as const;
