import { type Currency, minorDigits } from '@event-sourcing/bank-domain';
import { type ColumnDef, writeXlsx } from 'hucre/xlsx';
import type { LineView } from './responses';
import { STATEMENT_COLUMNS } from './statement-columns';

type Column = (typeof STATEMENT_COLUMNS)[number];

/** As text, so that a spreadsheet makes no number of the id `1e5`, also when the cell is edited. */
const TEXT = '@';
const UTC_TIME = 'yyyy-mm-dd hh:mm:ss.000';

const formatsOf = (currency: Currency): Readonly<Partial<Record<Column, string>>> => {
  const digits = minorDigits(currency);
  const amount = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  return { amount, balanceAfter: amount, recordedAt: UTC_TIME, position: '0' };
};

const columnsOf = (currency: Currency): ColumnDef[] => {
  const formats = formatsOf(currency);
  return STATEMENT_COLUMNS.map((key) => ({
    key,
    header: key === 'recordedAt' ? 'recordedAt (UTC)' : key,
    numFmt: formats[key] ?? TEXT,
    width: key === 'transactionId' || key === 'description' ? 38 : 24,
  }));
};

/** What XML cannot hold, and what a spreadsheet would read as such an escape (ECMA-376, ST_Xstring). */
const UNWRITABLE = /[\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;

const written = (text: string): string =>
  text.replace(UNWRITABLE, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

/** More digits than a spreadsheet's numbers hold: the amount stays a text, and exact. */
const EXACT_DIGITS = 15;

const amountCell = (text: string): number | string =>
  text.replace(/^-?0*\.?0*|\./g, '').length <= EXACT_DIGITS ? Number(text) : text;

const cellsOf = ({ amount, balanceAfter, recordedAt, counterparty, description, ...line }: LineView) => ({
  ...line,
  amount: amountCell(amount),
  balanceAfter: amountCell(balanceAfter),
  recordedAt: new Date(recordedAt),
  ...(counterparty !== undefined && { counterparty }),
  ...(description !== undefined && { description: written(description) }),
});

/** The lines of a statement as a workbook of Excel: amounts are numbers with the currency's decimals, times are times. */
export const statementWorkbook = async (lines: readonly LineView[], currency: Currency): Promise<Buffer> => {
  const columns = columnsOf(currency);
  const sheet = { name: 'Statement', columns, data: lines.map(cellsOf), freezePane: { rows: 1 } };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
};
