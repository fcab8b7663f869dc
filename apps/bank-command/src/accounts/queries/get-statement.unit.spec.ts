import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  accountClosed,
  accountId,
  accountOpened,
  type BankEvent,
  currency,
  moneyDeposited,
  moneyTransferred,
  moneyWithdrawn,
  statement,
  type StatementLine,
  transactionId,
} from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import type { RecordedEvent } from '@event-sourcing/event-store';
import { memoryStore } from '@event-sourcing/event-store/testing';
import type { Principal } from '@event-sourcing/service-chassis';
import { GetStatementHandler } from './get-statement.handler';
import { GetStatement, type TimeRange } from './get-statement.query';
import { recordedBankEvents } from './recorded-bank-events';

const [A, B] = [accountId.parse('a'), accountId.parse('b')];
const EUR = currency.parse('EUR');
const caller: Principal = { scopes: new Set(), isAdmin: true };

const opened = (id: typeof A) => accountOpened({ accountId: id, owner: userId.parse('ann'), currency: EUR });
const movement = (index: number) => ({
  transactionId: transactionId.parse(`t${index}`),
  amount: `${index + 1}.00`,
  currency: EUR,
});

/** One movement of A, or what is none of its business. */
const KINDS = [
  (index: number) => moneyDeposited({ ...movement(index), accountId: A }),
  (index: number) => moneyWithdrawn({ ...movement(index), accountId: A }),
  (index: number) => moneyTransferred({ ...movement(index), from: A, to: B }),
  (index: number) => moneyTransferred({ ...movement(index), from: B, to: A }),
  (index: number) => moneyDeposited({ ...movement(index), accountId: B }),
];

/** Commits of one event or of several, after a life that is over. */
const bankWith = async (commits: readonly (readonly BankEvent[])[]) => {
  const store = await memoryStore();
  const former = [opened(B), opened(A), KINDS[0]?.(7), accountClosed({ accountId: A }), opened(A)];
  await store.append({ events: former.filter((event) => event !== undefined) });
  for (const events of commits) if (events.length > 0) await store.append({ events });
  const events: RecordedEvent<BankEvent>[] = [];
  for await (const event of recordedBankEvents(store.read())) events.push(event);
  const whole = statement(A, events);
  const handler = new GetStatementHandler(store);
  const all = async (range: TimeRange, order: 'asc' | 'desc', limit: number) => {
    const lines: StatementLine[] = [];
    const openings = new Set<bigint>();
    for (let cursor: number | undefined; ;) {
      const page = { range, order, limit, cursor };
      const found = await handler.execute(new GetStatement(A, page, caller));
      lines.push(...found.items);
      openings.add(found.openingBalance.minorUnits);
      expect(found.items.length).toBeLessThanOrEqual(limit);
      if (found.next === undefined) return { lines, openings: [...openings], account: found.account };
      cursor = found.next;
    }
  };
  return { whole, all };
};

const commits = fc.array(
  fc.array(
    fc.constantFrom(...KINDS).map((kind) => kind(1)),
    { maxLength: 4 },
  ),
  { maxLength: 12 },
);

describe('the pages of a statement', () => {
  it('are together what the whole life comes to, in either order, of any range', async () => {
    await fc.assert(
      fc.asyncProperty(
        commits,
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.integer({ min: 1, max: 7 }),
        fc.option(fc.nat(30), { nil: undefined }),
        fc.option(fc.nat(30), { nil: undefined }),
        async (history, order, limit, fromLine, toLine) => {
          const { whole, all } = await bankWith(history);
          const timeOf = (line: number | undefined) =>
            line === undefined ? undefined : whole.lines.at(line % (whole.lines.length + 1))?.recordedAt;
          const [from, to] = [timeOf(fromLine), timeOf(toLine)];
          const found = await all({ from, to }, order, limit);
          const wanted = whole.lines.filter(
            ({ recordedAt }) => (!from || recordedAt >= from) && (!to || recordedAt < to),
          );
          expect(found.lines).toEqual(order === 'asc' ? wanted : wanted.toReversed());
          expect(found.account).toEqual(whole.account);
          const before = from && whole.lines.findLast(({ recordedAt }) => recordedAt < from);
          expect(found.openings).toEqual([before?.balanceAfter.minorUnits ?? 0n]);
        },
      ),
    );
  });
});
