import { z } from 'zod';
import type { LedgerRow } from '../files';
import { failureReason, type Answer, type ServiceClient } from '@event-sourcing/tools-kit';
import type { Differences } from '../differences';
import { eachByKey } from '../each-by-key';
import type { ReplayContext } from '../replay-context';
import { committed } from '../services';
import type { Tally } from '../tally';
import { accountIdOf, openingKey, ownerOf, rowKey } from './bank-keys';

const openedSchema = z.object({ accountId: z.string(), currency: z.literal('CZK') });
const postedSchema = z.object({ balance: z.string() });
const REFUSED: ReadonlySet<number> = new Set([404, 409, 412, 422]);

/** What is counted and noticed while a ledger is posted. */
export interface Posting {
  readonly accounts: Tally;
  readonly transactions: Tally;
  readonly differences: Differences;
}

const describe = ({ line, account, type, amount }: LedgerRow): string =>
  `line ${line}, account ${account}: ${type} of ${amount}`;

const open = (client: ServiceClient, account: string): Promise<Answer> =>
  client.send({
    method: 'POST',
    path: '/accounts',
    key: openingKey(account),
    body: { accountId: accountIdOf(account), owner: ownerOf(account), currency: 'CZK' },
  });

const post = (client: ServiceClient, row: LedgerRow): Promise<Answer> =>
  client.send({
    method: 'POST',
    path: `/accounts/${accountIdOf(row.account)}/${row.type}s`,
    key: rowKey(row),
    body: { amount: row.amount, ...(row.description !== '' && { description: row.description }) },
  });

/**
 * Opens the accounts of a ledger and posts its rows, comparing each balance that is answered with the printed one.
 * An account is given up at its first refusal: what follows would be posted in another order than the ledger's.
 * @returns the accounts that were given up
 */
export const postLedger = async (
  rows: AsyncIterable<LedgerRow>,
  { services: { bankCommand }, concurrency }: ReplayContext,
  advance: () => void,
  { accounts, transactions, differences }: Posting,
): Promise<ReadonlySet<string>> => {
  const opened = new Set<string>();
  const givenUp = new Set<string>();
  const giveUp = (row: LedgerRow, what: string, { status, body }: Answer): void => {
    givenUp.add(row.account);
    differences.add(`${what} was refused (${failureReason(status, body)}); the account's rows end here`);
  };

  await eachByKey(rows, { keyOf: ({ account }) => account, concurrency }, async (row) => {
    const { account } = row;
    if (!opened.has(account)) {
      opened.add(account);
      const answer = await open(bankCommand, account);
      if (REFUSED.has(answer.status))
        giveUp(row, `account ${account}: opening ${accountIdOf(account)}`, answer);
      else {
        accounts.count(committed(answer, openedSchema).position);
      }
    }
    if (!givenUp.has(account)) {
      const answer = await post(bankCommand, row);
      if (REFUSED.has(answer.status)) giveUp(row, describe(row), answer);
      else {
        const { body, position } = committed(answer, postedSchema);
        transactions.count(position);
        if (body.balance !== row.balanceAfter) {
          differences.add(`${describe(row)} left ${body.balance}, the bank printed ${row.balanceAfter}`);
        }
      }
    }
    advance();
  });
  return givenUp;
};
