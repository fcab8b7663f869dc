import { eventType, freeText, userId, type EventOf } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import { amountText, formatAmount, parseAmount, recordedCurrency, type Currency } from '../money';
import { accountId, accountTag, debitTag, transactionId } from './ids';

interface Amounted {
  readonly amount: string;
  readonly currency: Currency;
}

/** Recorded amounts are canonical, so that equal amounts are equal strings. */
const isCanonical = ({ amount, currency }: Amounted): boolean => {
  try {
    return formatAmount(parseAmount(amount, currency)) === amount;
  } catch {
    return false;
  }
};

const CANONICAL = { path: ['amount'], error: 'must have exactly the minor digits of its currency' };

const movement = z.strictObject({
  transactionId,
  amount: amountText,
  currency: recordedCurrency,
  description: freeText.exactOptional(),
});

const movementOfOne = movement.extend({ accountId }).readonly().refine(isCanonical, CANONICAL);

/** An account begins, empty; also when its id was used and closed before. */
export const accountOpened = eventType({
  type: 'AccountOpened',
  version: 1,
  schema: z.strictObject({ accountId, owner: userId, currency: recordedCurrency }).readonly(),
  tags: ({ accountId, owner }) => [accountTag(accountId), `owner:${owner}`],
});

export const moneyDeposited = eventType({
  type: 'MoneyDeposited',
  version: 1,
  schema: movementOfOne,
  tags: ({ accountId }) => [accountTag(accountId)],
});

export const moneyWithdrawn = eventType({
  type: 'MoneyWithdrawn',
  version: 1,
  schema: movementOfOne,
  tags: ({ accountId }) => [accountTag(accountId), debitTag(accountId)],
});

/** Money leaves one account and reaches another in one event: there is no moment in between. */
export const moneyTransferred = eventType({
  type: 'MoneyTransferred',
  version: 1,
  schema: movement.extend({ from: accountId, to: accountId }).readonly().refine(isCanonical, CANONICAL),
  tags: ({ from, to }) => [accountTag(from), accountTag(to), debitTag(from)],
});

/** An account ends; its id is free again. */
export const accountClosed = eventType({
  type: 'AccountClosed',
  version: 1,
  schema: z.strictObject({ accountId }).readonly(),
  tags: ({ accountId }) => [accountTag(accountId)],
});

export type AccountOpened = EventOf<typeof accountOpened>;
export type MoneyDeposited = EventOf<typeof moneyDeposited>;
export type MoneyWithdrawn = EventOf<typeof moneyWithdrawn>;
export type MoneyTransferred = EventOf<typeof moneyTransferred>;
export type AccountClosed = EventOf<typeof accountClosed>;

/** Everything that happens in the bank. */
export type BankEvent = AccountOpened | MoneyDeposited | MoneyWithdrawn | MoneyTransferred | AccountClosed;

/** Every event type of the bank, for a registry. */
export const bankEventTypes = [
  accountOpened,
  moneyDeposited,
  moneyWithdrawn,
  moneyTransferred,
  accountClosed,
] as const;
