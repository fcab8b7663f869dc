import { MemoryCommits, MemoryCommitStorage } from '../memory-commit-storage';
import type { LogUnderTest } from './conformance';
import { logOver } from './log-over';

/** A log in memory that several instances can open. */
export const memoryLog = (): LogUnderTest => {
  const commits = new MemoryCommits();
  return logOver(() => new MemoryCommitStorage(commits));
};
