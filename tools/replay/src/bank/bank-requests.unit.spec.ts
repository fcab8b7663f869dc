import { describe, expect, it } from '@jest/globals';
import type { LedgerRow } from '../files';
import { postingOf } from './bank-requests';

describe('the key of a ledger’s row', () => {
  const row: LedgerRow = {
    line: 12,
    account: 'a'.repeat(50),
    id: `${'f'.repeat(24)}-1000000000`,
    date: '1993-01-08',
    type: 'deposit',
    amount: '400.00',
    balanceAfter: '900.00',
    description: 'cash deposit',
  };

  it('is what a header may hold, with the longest account too', () => {
    expect(postingOf(row).headers['Idempotency-Key']).toMatch(/^[\x21-\x7e]{1,255}$/);
  });

  it('is that of the row, and of nothing else', () => {
    expect(postingOf({ ...row, line: 99, balanceAfter: '1.00' })).toEqual(postingOf(row));
    expect(postingOf({ ...row, id: 'other-1' }).headers['Idempotency-Key']).not.toBe(
      postingOf(row).headers['Idempotency-Key'],
    );
  });
});
