import { entityId } from '@event-sourcing/domain-kernel';
import type { z } from 'zod';

/** Names an account; may be used again after the account was closed. */
export const accountId = entityId.brand<'AccountId'>();
export type AccountId = z.output<typeof accountId>;

/** Names a movement of money, once and for all. */
export const transactionId = entityId.brand<'TransactionId'>();
export type TransactionId = z.output<typeof transactionId>;

/** Everything about an account; a transfer is about two. */
export const accountTag = (id: AccountId): string => `account:${id}`;

/** What takes money out of an account, and only that: two of these must never meet unseen. */
export const debitTag = (id: AccountId): string => `debit:${id}`;
