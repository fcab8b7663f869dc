import { stringify } from 'csv-stringify/sync';
import type { LineView } from './responses';

const COLUMNS = [
  'transactionId',
  'type',
  'amount',
  'balanceAfter',
  'counterparty',
  'description',
  'recordedAt',
  'position',
] as const satisfies readonly (keyof LineView)[];

/**
 * The lines of a statement as CSV (RFC 4180) with a header row. A description that a spreadsheet would run as a
 * formula gets an apostrophe before it; amounts are ours, and stay numbers.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const statementCsv = (lines: readonly LineView[]): string =>
  stringify([...lines], {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: 'windows',
    cast: {
      string: (value, { column }) => (column === 'description' ? { value, escape_formulas: true } : value),
    },
  });
