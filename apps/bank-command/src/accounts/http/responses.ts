import {
  accountId,
  currency,
  formatAmount,
  type Account,
  type StatementLine,
  transactionId,
} from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import type { MovementMade } from '../commands';
import type { AccountRow } from '../read-model';
import type { StatementFound } from '../queries';

const signedAmount = z.string().meta({ description: 'With all minor digits: "12.50", "-80.00".' });
const time = z.iso.datetime().meta({ description: 'In UTC, with milliseconds.' });
const position = z.int().min(1);
const currencyCode = currency.meta({ id: 'Currency', description: 'ISO 4217.' });

const listedAccount = z
  .object({ accountId, owner: userId, currency: currencyCode, openedAt: time })
  .meta({ id: 'ListedAccount' });

export const accountList = z
  .object({
    accounts: z.array(listedAccount),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'AccountList' });

export const accountView = z
  .object({
    accountId,
    owner: userId,
    currency: currencyCode,
    balance: signedAmount,
    openedAt: time,
  })
  .meta({ id: 'Account' });

export const movementView = z
  .object({
    transactionId,
    accountId,
    amount: signedAmount,
    balance: signedAmount.meta({ description: 'Right after this movement.' }),
    position,
    recordedAt: time,
  })
  .meta({ id: 'Movement' });

const lineView = z
  .object({
    transactionId,
    type: z.enum(['deposit', 'withdrawal', 'transfer-in', 'transfer-out']),
    amount: signedAmount.meta({ description: 'Below zero when it took money away.' }),
    balanceAfter: signedAmount,
    counterparty: accountId.optional().meta({ description: 'The other account of a transfer.' }),
    description: z.string().optional(),
    recordedAt: time,
    position,
  })
  .meta({ id: 'StatementLine' });

export const statementView = z
  .object({
    accountId,
    currency: currencyCode,
    openingBalance: signedAmount.meta({
      description: 'Before the first line of the range, on every page of it.',
    }),
    balance: signedAmount.meta({ description: 'As of Log-Position, whatever the range.' }),
    lines: z.array(lineView),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'Statement' });

export const viewAccount = ({ accountId, owner, currency, balance, openedAt }: Account) => ({
  accountId,
  owner,
  currency,
  balance: formatAmount(balance),
  openedAt: openedAt.toISOString(),
});

export const viewListed = ({ accountId, owner, currency, openedAt }: AccountRow) => ({
  accountId,
  owner,
  currency,
  openedAt: openedAt.toISOString(),
});

export const viewMovement = ({ balance, recordedAt, ...made }: MovementMade) => ({
  ...made,
  balance: formatAmount(balance),
  recordedAt: recordedAt.toISOString(),
});

export const viewLine = ({ amount, balanceAfter, recordedAt, ...line }: StatementLine) => ({
  ...line,
  amount: formatAmount(amount),
  balanceAfter: formatAmount(balanceAfter),
  recordedAt: recordedAt.toISOString(),
});
export type LineView = ReturnType<typeof viewLine>;

export const viewStatement = ({ account, openingBalance, items }: StatementFound) => ({
  accountId: account.accountId,
  currency: account.currency,
  openingBalance: formatAmount(openingBalance),
  balance: formatAmount(account.balance),
  lines: items.map(viewLine),
});
