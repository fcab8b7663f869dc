import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { codePoints, rowFaults } from './row-faults';
import { twoDigits } from './money';
import type { Parsed } from './parsed';

/** One printed transaction of an account. */
export interface LedgerRow {
  /** 1-based line of the file. */
  readonly line: number;
  readonly account: string;
  /** 1 for the account's first row. */
  readonly nth: number;
  readonly date: string;
  readonly type: 'deposit' | 'withdrawal';
  /** Above zero, two digits after the point. */
  readonly amount: string;
  /** What the bank printed, two digits after the point. */
  readonly balanceAfter: string;
  /** Empty when there is none. */
  readonly description: string;
}

const COLUMNS = ['date', 'account', 'type', 'amount', 'balance_after', 'description'];
const MAX_RECORD_BYTES = 65_536;

const decimal = z.string().transform((text, context) => {
  const value = twoDigits(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: 'is not a decimal with at most two digits after the point' });
  return z.NEVER;
});

const recordSchema = z.object({
  date: z.iso.date('is not a date like 1993-01-31'),
  account: z.string().regex(/^[A-Za-z0-9._-]{1,50}$/, 'is not 1 to 50 of A–Z a–z 0–9 . _ -'),
  type: z.enum(['deposit', 'withdrawal'], 'is neither deposit nor withdrawal'),
  amount: decimal.refine((amount) => !/^-|^0\.00$/.test(amount), 'is not above zero'),
  balance_after: decimal,
  description: z
    .string()
    .refine((text) => codePoints(text) <= 200, 'has more than 200 characters')
    .refine((text) => !/\p{Cc}/u.test(text), 'has control characters')
    .refine((text) => !text.includes('\uFFFD'), 'is not UTF-8'),
});

const itemSchema = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

/**
 * Reads a ledger row by row: CSV with a header row that names date, account, type, amount, balance_after and
 * description, in any order. Faulty rows are told, not thrown.
 */
export async function* ledgerRows(path: string): AsyncGenerator<Parsed<LedgerRow>> {
  const options = {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
  };
  const file = createReadStream(path);
  const records = file.pipe(parse(options));
  // A pipe does not hand errors on.
  file.once('error', (error) => records.destroy(error));
  const rowsOf = new Map<string, number>();
  let header: readonly string[] | undefined;
  try {
    for await (const item of records) {
      const { record, info } = itemSchema.parse(item);
      if (header === undefined) {
        header = record;
        const missing = COLUMNS.filter((column) => !record.includes(column));
        if (missing.length === 0 && record.length === COLUMNS.length) continue;
        yield { line: info.lines, fault: `the header is "${record.join(',')}", not "${COLUMNS.join(',')}"` };
        return;
      }
      const parsed = parseRecord(header, record, info.lines);
      if ('fault' in parsed) yield parsed;
      else {
        const nth = (rowsOf.get(parsed.row.account) ?? 0) + 1;
        rowsOf.set(parsed.row.account, nth);
        yield { line: info.lines, row: { ...parsed.row, nth } };
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: Number(error.lines), fault: error.message };
  } finally {
    file.destroy();
  }
  if (header === undefined) yield { line: 1, fault: 'the file is empty' };
}

const parseRecord = (
  header: readonly string[],
  record: readonly string[],
  line: number,
): Parsed<Omit<LedgerRow, 'nth'>> => {
  if (record.length !== header.length) {
    return { line, fault: `${record.length} columns instead of ${header.length}` };
  }
  const named = Object.fromEntries(header.map((column, index) => [column, record[index]]));
  const { data, error } = recordSchema.safeParse(named);
  if (data === undefined) return { line, fault: rowFaults(error, named) };
  const { balance_after: balanceAfter, ...rest } = data;
  return { line, row: { line, ...rest, balanceAfter } };
};
