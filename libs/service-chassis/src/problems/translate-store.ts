import {
  type EventStoreError,
  type EventStoreErrorCode,
  isEventStoreError,
} from '@event-sourcing/event-store';
import {
  idempotencyKeyReused,
  notYetProjected,
  outcomeUnknown,
  tryAgainLater,
  validationFailed,
} from './common-problems';
import { Problem } from './problem';

/** The errors of the event store that have an answer of their own, by their code. */
const ANSWERS: Partial<Record<EventStoreErrorCode, (error: EventStoreError) => Problem>> = {
  'outcome-unknown': outcomeUnknown,
  'retries-exhausted': () => tryAgainLater('Others changed the same at the same time. Nothing was written.'),
  'command-answered': () =>
    tryAgainLater('Another try of the command was answered. Nothing was written by this one.'),
  'store-unavailable': () => tryAgainLater('The store cannot be reached. Nothing was written.'),
  closed: () => tryAgainLater('This instance is shutting down. Nothing was written.'),
  'projection-not-ready': () => tryAgainLater('What answers this is being filled here for the first time.'),
  'commit-id-reused': idempotencyKeyReused,
  'parked-item-not-found': ({ message, facts }) =>
    new Problem('parked-item-not-found', 404, message, { members: facts }),
  'set-aside-not-found': ({ message, facts }) =>
    new Problem('set-aside-not-found', 404, message, { members: facts }),
  'position-beyond-head': () =>
    validationFailed([{ path: 'position', message: 'is beyond the head of the log' }]),
};

/** Translates an error of the event store; `undefined`: it is none, or has no answer but 500. */
export const translateStoreError = (error: unknown): Problem | undefined => {
  if (isEventStoreError(error, 'position-not-reached'))
    return notYetProjected(error.facts.position, error.facts.reached);
  return isEventStoreError(error) ? ANSWERS[error.code]?.(error) : undefined;
};
