import { EventStoreError, isEventStoreError, outcomeUnknown, type RecordedEvent } from '../contract';
import { commandOf } from './command-records';

export const retriesExhausted = (attempts: number) =>
  new EventStoreError(
    'retries-exhausted',
    `Decided ${attempts} times, and each time something relevant happened before it could be stored. ` +
      'Nothing was written; try again.',
    { attempts },
  );

export const answeredMeanwhile = (record: RecordedEvent) =>
  new EventStoreError(
    'command-answered',
    `Another try of command ${commandOf(record)} was answered without a write, as position ${record.position} records, ` +
      'and nobody can tell whether this one began before that. This one wrote nothing; repeat it, and it is decided anew.',
    { commitId: commandOf(record), position: record.position },
  );

/** For reads whose failure does not mean that nothing was written. */
export const unknownIfUnavailable = async <Result>(
  commitId: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw isEventStoreError(error, 'store-unavailable') ? outcomeUnknown(commitId, error) : error;
  }
};
