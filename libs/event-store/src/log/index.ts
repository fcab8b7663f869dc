export {
  canonicalJson,
  chain,
  type ChainEnd,
  type ChainFault,
  documentCopy,
  EMPTY_CHAIN,
  fingerprintOf,
  GENESIS,
  type HeadHash,
  prepareCommit,
  recordEvents,
  sharedCommit,
  type Verification,
  verifyChain,
} from './chain';
export { EventLog } from './event-log';
export { type EventLogOptions, logOptions } from './log-options';
export {
  fromStored,
  LOG_INDEXES,
  logSecret,
  MongoCommitStorage,
  openMongoLog,
  openMongoLogToRead,
  verifyLog,
  type VerifyLogOptions,
} from './mongo';
export type { Patience } from './patience';
export { heapBytes, matchWithin, type ReadOptions } from './reading';
export {
  type Audited,
  type CommitHeader,
  type CommitPage,
  type CommitStorage,
  type Direction,
  InsertRefused,
  type Range,
} from './storage';
export {
  ANY_TYPES,
  type DeclaredEventType,
  declareEventTypes,
  type EventTypes,
  type OnUnknown,
  upcastAll,
  upcastCommit,
  type Upcaster,
  upcastEvents,
  type Upcasts,
} from './versioning';
export { tryWaitForPosition, type WaitForPosition } from './wait-for-position';
export { assertSameRequest, type PendingCommit } from './writing';
