import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@event-sourcing/domain-kernel';
import { recorded } from '@event-sourcing/event-store/testing';
import fc from 'fast-check';
import { formatAmount, money, type Currency } from '../money';
import { A, ANN, BOB, EUR, JPY, deposited, opened } from './bank.fixture';
import { accountClosed, moneyWithdrawn, type BankEvent } from './events';
import { ABSENT, evolveAccount } from './state';
import { statement } from './statement';

interface Life {
  readonly owner: UserId;
  readonly currency: Currency;
  /** Each is put in and taken out again, so that the account may be closed. */
  readonly amounts: readonly number[];
}

const life = fc.record<Life>({
  owner: fc.constantFrom(ANN, BOB),
  currency: fc.constantFrom(EUR, JPY),
  amounts: fc.array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 4 }),
});

const eventsOf = ({ owner, currency, amounts }: Life): readonly BankEvent[] => [
  opened(A, owner, currency),
  ...amounts.flatMap((minorUnits) => {
    const into = deposited(A, formatAmount(money(BigInt(minorUnits), currency)), currency);
    return [into, moneyWithdrawn(into.data)];
  }),
];

describe('an account opened again and again', () => {
  it('is what its last life alone would have made it, in state and statement', () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 4 }), life, (former, last) => {
        const past = former.flatMap((each) => [...eventsOf(each), accountClosed({ accountId: A })]);
        const all = recorded([...past, ...eventsOf(last)]);
        const present = all.slice(past.length);
        expect(all.reduce(evolveAccount(A), ABSENT)).toEqual(present.reduce(evolveAccount(A), ABSENT));
        expect(statement(A, all)).toEqual(statement(A, present));
        expect(statement(A, all)).toMatchObject({
          account: { owner: last.owner, currency: last.currency, openedAtPosition: past.length + 1 },
        });
        expect(statement(A, all).lines).toHaveLength(2 * last.amounts.length);
      }),
    );
  });
});
