export { canonicalJson } from './canonical-json';
export { chain, type ChainEnd, EMPTY_CHAIN, recordEvents, sharedCommit } from './chain';
export { fixed } from './fixed-date';
export { fingerprintOf } from './fingerprint';
export { frozen } from './frozen';
export { documentCopy, objectCopy } from './json-copy';
export {
  digestOfCommit,
  prepareCommit,
  prepareIdentified,
  type PreparedCommit,
  uuidV7,
} from './prepared-commit';
export {
  type ChainFault,
  GENESIS,
  type HeadHash,
  type Verification,
  verifyChain,
  type VerifyOptions,
} from './verify';
