import { EventStoreError, isEventStoreError, type RecordedEvent } from '../contract';

/** Whose code it was. */
interface Whose {
  readonly model: string;
  readonly key?: string;
}

/**
 * What a fold threw, with where it did: its stack is the cause's. What is an error of the store already stays it.
 * @param what the fold, as a sentence begins with it
 */
export const userCodeFailed = (
  what: string,
  whose: Whose,
  { type, version, position }: RecordedEvent,
  cause: unknown,
): EventStoreError =>
  isEventStoreError(cause)
    ? cause
    : new EventStoreError(
        'fold-failed',
        `${what} failed at the event at position ${position} (${type}, version ${version})` +
          `${whose.key === undefined ? '' : `, key ${whose.key}`}: ${thrown(cause)}. ` +
          'Correct the fold; it gives back a new state, and changes nothing that it was given.',
        { ...whose, type, version, position },
        { cause },
      );

/** The message, and the first line of the stack that says where. */
const thrown = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  const line = cause.stack?.split('\n').find((one) => /^\s+at (?!.*<anonymous>)/.test(one));
  return `${cause.message}${line === undefined ? '' : ` (${line.trim()})`}`;
};
