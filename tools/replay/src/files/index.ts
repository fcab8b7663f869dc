export { ledgerRows } from './ledger-rows';
export type { LedgerRow } from './ledger-rows';
export { messageRows } from './message-rows';
export type { MessageRow } from './message-rows';
export { goodRows, survey } from './survey';
export type { Survey } from './survey';
