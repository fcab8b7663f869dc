import type { LedgerRow } from '../files';
import { contentHash } from '../content-hash';

/** The account that an account of the ledger is replayed on. */
export const accountIdOf = (account: string): string => `ledger-${account}`;

/** Its owner: a user of the messages, who is told of transfers. */
export const ownerOf = (account: string): string => `ledger-owner-${account}`;

export const openingKey = (account: string): string => `replay-bank:${account}:open`;

/**
 * The idempotency key of a row: which row of its account, and what it asks for. What the bank printed is no part of
 * it, since a misprint makes no other transaction.
 */
export const rowKey = ({ account, nth, date, type, amount, description }: LedgerRow): string =>
  `replay-bank:${account}:${nth}:${contentHash(date, type, amount, description)}`;
