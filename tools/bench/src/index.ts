/** What other measurements are made of: what is stored, the raw driver beside it, loops, and numbers as people read them. */
export { accountIds, amounts, deposit, fundAccounts, metadata } from './contestants/payload';
export { DURABLE, eventDocument, openRawEvents } from './contestants/raw-log';
export { openBankStore } from './contestants/store-log';
export type { OwnDatabase } from './harness/bench';
export { quantile } from './harness/statistics';
export { closedLoop } from './load/closed-loop';
export { meanwhile } from './load/meanwhile';
export { measuredOn, thisMachine } from './report/machine';
export { short } from './report/numbers';
export { writeBlock } from './report/write-block';
