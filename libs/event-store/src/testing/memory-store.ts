import { EventStore } from '../event-store';
import { EventLog, type EventLogOptions } from '../log';
import { MemoryCommits, MemoryCommitStorage } from './memory-commit-storage';

/**
 * An event store in memory, for unit tests that need no engine: it appends, reads and decides by the code that runs on
 * MongoDB, and keeps the same promises.
 *
 * ```ts
 * const store = await memoryStore();
 * await store.append({ events: [accountOpened({ accountId, owner, currency })] });
 * ```
 * @param commits what it holds; stores over the same commits are instances on one log
 * @param options as those of the real one: `eventTypes`, for example
 * @throws EventStoreError `invalid-event-type`
 */
export const memoryStore = async (
  commits = new MemoryCommits(),
  options: Partial<EventLogOptions> = {},
): Promise<EventStore> => new EventStore(await EventLog.open(new MemoryCommitStorage(commits), options));
