import {
  idempotencyKeyReused,
  notYetProjected,
  outcomeUnknown,
  preconditionFailed,
  tryAgainLater,
  validationFailed,
} from './common-problems';
import { Problem } from './problem';

const numberAt = (source: object, member: string): number => {
  const value: unknown = Reflect.get(source, member);
  return typeof value === 'number' ? value : 0;
};

const factsOf = (error: object): object => {
  const facts: unknown = Reflect.get(error, 'facts');
  return typeof facts === 'object' && facts !== null ? facts : error;
};

/** The errors of the event store that have an answer of their own, by their code. */
const ANSWERS: Readonly<Record<string, (error: Error) => Problem>> = {
  'outcome-unknown': outcomeUnknown,
  'retries-exhausted': () => tryAgainLater('Others changed the same at the same time. Nothing was written.'),
  'command-answered': () => tryAgainLater('Another try of the command was answered. Nothing was written by this one.'),
  'store-unavailable': () => tryAgainLater('The store cannot be reached. Nothing was written.'),
  closed: () => tryAgainLater('This instance is shutting down. Nothing was written.'),
  'projection-not-ready': () => tryAgainLater('What answers this is being filled here for the first time.'),
  'idempotency-key-reused': idempotencyKeyReused,
  'commit-id-reused': idempotencyKeyReused,
  'precondition-failed': () => preconditionFailed(),
  'not-yet-projected': (error) =>
    notYetProjected(numberAt(factsOf(error), 'after'), numberAt(factsOf(error), 'position')),
  'parked-item-not-found': (error) =>
    new Problem('parked-item-not-found', 404, error.message, { members: { ...factsOf(error) } }),
  'position-beyond-head': () =>
    validationFailed([{ path: 'position', message: 'is beyond the head of the log' }]),
};

/** Translates an error of the event store; `undefined`: it is none, or has no answer but 500. */
export const translateStoreError = (error: Error): Problem | undefined => {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && Object.hasOwn(ANSWERS, code) ? ANSWERS[code]?.(error) : undefined;
};
