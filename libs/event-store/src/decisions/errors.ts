import { EventStoreError, type RecordedEvent } from '../contract';
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
      'while this one was under way. This one wrote nothing; try again.',
    { commitId: commandOf(record), position: record.position },
  );
