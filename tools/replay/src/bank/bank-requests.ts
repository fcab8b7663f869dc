import {
  depositMoney,
  openAccount,
  withdrawMoney,
  type Account,
  type Client,
  type DepositMoneyData,
  type Movement,
} from '@event-sourcing/service-clients';
import type { OperationResult } from '@event-sourcing/tools-kit';
import type { LedgerRow } from '../files';

/** The account that an account of the ledger is replayed on. */
export const accountIdOf = (account: string): string => `ledger-${account}`;

/** Opens it. Its owner is a user of the messages, who is told of transfers. */
export const open = (client: Client, account: string): Promise<OperationResult<Account>> =>
  openAccount({
    client,
    body: { accountId: accountIdOf(account), owner: `ledger-owner-${account}`, currency: 'CZK' },
    headers: { 'Idempotency-Key': `replay-bank:${account}:open` },
  });

/** How a row is posted: once, in whichever files it is. */
export const postingOf = ({ account, id, amount, description }: LedgerRow) =>
  ({
    path: { accountId: accountIdOf(account) },
    headers: { 'Idempotency-Key': `replay-bank:${account}:${id}` },
    body: { amount, ...(description !== '' && { description }) },
  }) satisfies Omit<DepositMoneyData, 'url'>;

const OPERATIONS = { deposit: depositMoney, withdrawal: withdrawMoney };

/** Posts a row. */
export const post = (client: Client, row: LedgerRow): Promise<OperationResult<Movement>> =>
  OPERATIONS[row.type]({ client, ...postingOf(row) });
