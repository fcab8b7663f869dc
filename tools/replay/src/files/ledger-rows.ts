import { z } from 'zod';
import { twoDigits } from './money';
import { FileFault, readRows, type Parsed, type Place } from './read-rows';
import { codePoints } from './row-faults';

const COLUMNS = ['date', 'account', 'type', 'amount', 'balance_after', 'description'];
const MAX_RECORD_BYTES = 65_536;

const decimal = z.string().transform((text, context) => {
  const value = twoDigits(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: 'is not a decimal with at most two digits after the point' });
  return z.NEVER;
});

/** One printed transaction of an account; amounts have two digits after the point, `description` is empty if there is none. */
const schema = z
  .object({
    date: z.iso.date('is not a date like 1993-01-31'),
    account: z.string().regex(/^[A-Za-z0-9._-]{1,50}$/, 'is not 1 to 50 of A–Z a–z 0–9 . _ -'),
    type: z.enum(['deposit', 'withdrawal'], 'is neither deposit nor withdrawal'),
    amount: decimal.refine((amount) => !/^-|^0\.00$/.test(amount), 'is not above zero'),
    /** What the bank printed. */
    balance_after: decimal,
    description: z
      .string()
      .refine((text) => codePoints(text) <= 200, 'has more than 200 characters')
      .refine((text) => !/\p{Cc}/u.test(text), 'has control characters'),
  })
  .transform(({ balance_after: balanceAfter, ...row }) => ({ ...row, balanceAfter }));

export type LedgerRow = Readonly<z.infer<typeof schema>> & Place;

/** The names of the columns, if they are the ones that a ledger has, in whatever order. */
const columns = (header: readonly string[]): string[] => {
  if (COLUMNS.every((column) => header.includes(column)) && header.length === COLUMNS.length)
    return [...header];
  throw new FileFault(`the header is "${header.join(',')}", not "${COLUMNS.join(',')}"`);
};

/** Reads a ledger: CSV with a header row that names date, account, type, amount, balance_after and description. */
export const ledgerRows = (path: string): AsyncGenerator<Parsed<LedgerRow>> =>
  readRows(path, {
    csv: { columns, max_record_size: MAX_RECORD_BYTES },
    valueOf: (record) => record,
    schema,
    // What the bank printed is no part of it: a misprint makes no other transaction.
    contentOf: ({ date, account, type, amount, description }) => [date, account, type, amount, description],
  });
