export { LOG_TRIALS } from './log';
export { LOOKS } from './looks';
export { MAKING } from './making';
export { READING_TRIALS } from './reading';
export { TRANSACTION_TRIALS } from './transactions';
