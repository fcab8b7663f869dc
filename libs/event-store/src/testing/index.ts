export { LOG_PROMISES, type Instance, type LogUnderTest, type Promised } from './conformance';
export { FaultyCommitStorage, type InsertFault } from './faulty-commit-storage';
export { MemoryCommits, MemoryCommitStorage } from './memory-commit-storage';
