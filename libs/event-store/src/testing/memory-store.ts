import { EventStore } from '../event-store';
import { EventLog } from '../log/event-log';
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
 */
export const memoryStore = async (commits = new MemoryCommits()): Promise<EventStore> =>
  new EventStore(await EventLog.open(new MemoryCommitStorage(commits)));
