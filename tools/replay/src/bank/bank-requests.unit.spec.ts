import { describe, expect, it } from '@jest/globals';
import type { LedgerRow } from '../files';
import { posting } from './bank-requests';

const row: LedgerRow = {
  line: 12,
  account: '435',
  nth: 3,
  date: '1993-01-08',
  type: 'deposit',
  amount: '400.00',
  balanceAfter: '900.00',
  description: 'cash deposit',
};

const rowKey = (one: LedgerRow): string | undefined => posting(one).key;

describe('the key of a ledger’s row', () => {
  it('is the same wherever the row stands in the file, and whatever balance was printed', () => {
    expect(rowKey({ ...row, line: 99, balanceAfter: '1.00' })).toBe(rowKey(row));
  });

  it('stays the same from version to version', () => {
    expect(rowKey(row)).toBe('replay-bank:435:3:ca53027abfba5b2685144b3e');
  });

  it.each([
    { account: '436' },
    { nth: 4 },
    { type: 'withdrawal' },
    { amount: '400.01' },
    { date: '1993-01-09' },
    { description: '' },
  ] as const)('is another one with %j', (change) => {
    expect(rowKey({ ...row, ...change })).not.toBe(rowKey(row));
  });

  it('is what a header may hold, with the longest account too', () => {
    expect(rowKey({ ...row, account: 'a'.repeat(50), nth: 1e9 })).toMatch(/^[\x21-\x7e]{1,255}$/);
  });
});
