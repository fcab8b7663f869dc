export { LOG_TRIALS } from './log';
export { HELLO_CHECKS } from './hello';
export { COLLECTION_TRIALS } from './collections';
export { READING_TRIALS } from './reading';
export { TRANSACTION_TRIALS } from './transactions';
