export { LOG_INDEXES } from './log-indexes';
export { logSecret } from './log-secret';
export { MongoCommitStorage } from './mongo-commit-storage';
export { openMongoLog, openMongoLogToRead } from './open-mongo-log';
export type { StoredCommit } from './commit-form';
export { fromStored, toStored } from './stored-commit';
export { verifyLog, type VerifyLogOptions } from './verify-mongo-log';
