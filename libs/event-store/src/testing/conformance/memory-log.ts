import { EventStore } from '../../event-store';
import { EventLog } from '../../log/event-log';
import { FaultyCommitStorage } from '../faulty-commit-storage';
import { MemoryCommits, MemoryCommitStorage } from '../memory-commit-storage';
import type { LogUnderTest } from './conformance';

/** A log in memory that several instances can open. */
export const memoryLog = (): LogUnderTest => {
  const commits = new MemoryCommits();
  return {
    async open() {
      const storage = new FaultyCommitStorage(new MemoryCommitStorage(commits));
      return { storage, store: new EventStore(await EventLog.open(storage)) };
    },
  };
};
