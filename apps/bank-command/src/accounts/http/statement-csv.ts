import { stringify } from 'csv-stringify/sync';
import { noFormula } from './no-formula';
import type { LineView } from './responses';
import { STATEMENT_COLUMNS } from './statement-columns';

/** The lines of a statement as CSV (RFC 4180) with a header row; amounts are ours, and stay numbers. */
export const statementCsv = (lines: readonly LineView[]): string =>
  stringify([...lines], {
    header: true,
    columns: [...STATEMENT_COLUMNS],
    record_delimiter: 'windows',
    cast: { string: (value, { column }) => (column === 'description' ? noFormula(value) : value) },
  });
