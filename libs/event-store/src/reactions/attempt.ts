import type { MongoEventStore } from '../mongo-event-store';
import type { RecordedEvent } from '../contract';
import { deferred } from '../async';
import type { IdempotencyKeyOf } from './idempotency-key';
import { REACTION_DEFAULTS, type Reaction } from './reaction';

interface AttemptContext {
  /** From 1. */
  readonly attempt: number;
  readonly store: MongoEventStore;
  readonly lost: AbortSignal;
  readonly idempotencyKeyOf: IdempotencyKeyOf;
}

/**
 * Reacts to an event once, for as long as it may take.
 * @throws what the reaction throws; when the time is over or the subscription is lost, that
 */
export const attemptOnce = async (
  reaction: Reaction,
  event: RecordedEvent,
  { attempt, store, lost, idempotencyKeyOf }: AttemptContext,
): Promise<void> => {
  const timeoutMs = reaction.timeoutMs ?? REACTION_DEFAULTS.timeoutMs;
  const end = new AbortController();
  const over = deferred<never>();
  const abort = (reason: Error) => {
    end.abort(reason);
    over.reject(reason);
  };
  const onLost = () => abort(new Error('The subscription was stopped or lost meanwhile.'));
  const timer = setTimeout(() => abort(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs);
  lost.addEventListener('abort', onLost, { once: true });
  if (lost.aborted) onLost();
  try {
    const work = reaction.react(event, {
      attempt,
      idempotencyKey: idempotencyKeyOf(event),
      keyFor: (effect) => idempotencyKeyOf(event, effect),
      signal: end.signal,
      stateAt: async (model) => (await store.stateAt(model, event.position)).state,
    });
    await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
    lost.removeEventListener('abort', onLost);
  }
};
