import { isEventStoreError, translateDriverError } from '@event-sourcing/event-store';
import { isRefusal, isValidationFault } from '@event-sourcing/domain-kernel';
import { internalError, outcomeUnknown, validationFailed } from './common-problems';
import { isProblem, Problem } from './problem';
import { translateStoreError } from './translate-store';
import { translateTransportError } from './translate-transport';

/** The status of each refusal of a service's rules, by its code: `{ 'insufficient-funds': 422 }`. */
export type RefusalStatuses = Readonly<Record<string, number>>;

const translateDomain = (error: Error, statuses: RefusalStatuses): Problem | undefined => {
  if (isValidationFault(error)) return validationFailed(error.errors);
  if (!isRefusal(error)) return undefined;
  const status = Object.hasOwn(statuses, error.code) ? statuses[error.code] : undefined;
  return status === undefined
    ? undefined
    : new Problem(error.code, status, error.message, { members: error.facts });
};

/** What passes; what commands write the store has translated itself. */
const translateOfDriver = (error: Error, isRead: boolean): Problem | undefined => {
  const translated = translateDriverError(error, 'a request');
  if (!isEventStoreError(translated, 'store-unavailable')) return undefined;
  return isRead ? translateStoreError(translated) : outcomeUnknown();
};

/**
 * The one place where whatever was thrown becomes an answer.
 * @param isRead whether the request cannot have written anything; else nobody knows, where a database was away, what of it
 *   was written: it is safe to repeat
 * @returns `internal-error` (500) for what nobody foresaw, with the error as its cause
 */
export const translate = (error: unknown, statuses: RefusalStatuses, isRead: boolean): Problem => {
  if (isProblem(error)) return error;
  if (!(error instanceof Error)) return internalError(error);
  return (
    translateDomain(error, statuses) ??
    translateStoreError(error) ??
    translateOfDriver(error, isRead) ??
    translateTransportError(error) ??
    internalError(error)
  );
};
