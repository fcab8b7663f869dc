import { type EventStoreErrorCode, isEventStoreError } from '../contract';

/** What something that was thrown is called: the store's errors by their codes. */
export const failureOf = (error: unknown): EventStoreErrorCode | 'error' =>
  isEventStoreError(error) ? error.code : 'error';
