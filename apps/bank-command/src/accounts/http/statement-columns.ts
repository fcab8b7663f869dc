import type { LineView } from './responses';

/** The columns of a statement as a table, in their order. */
export const STATEMENT_COLUMNS = [
  'transactionId',
  'type',
  'amount',
  'balanceAfter',
  'counterparty',
  'description',
  'recordedAt',
  'position',
] as const satisfies readonly (keyof LineView)[];
