import type { ServiceRequest } from '@event-sourcing/tools-kit';
import { contentHash } from '../content-hash';
import type { LedgerRow } from '../files';

/** The account that an account of the ledger is replayed on. */
export const accountPath = (account: string): string => `/accounts/ledger-${account}`;

/** Its owner is a user of the messages, who is told of transfers. */
export const opening = (account: string): ServiceRequest => ({
  method: 'POST',
  path: '/accounts',
  key: `replay-bank:${account}:open`,
  body: { accountId: `ledger-${account}`, owner: `ledger-owner-${account}`, currency: 'CZK' },
});

/**
 * The key says which row of its account it is, and what it asks for. What the bank printed is no part of it, since a
 * misprint makes no other transaction.
 */
export const posting = ({ account, nth, date, type, amount, description }: LedgerRow): ServiceRequest => ({
  method: 'POST',
  path: `${accountPath(account)}/${type}s`,
  key: `replay-bank:${account}:${nth}:${contentHash(date, type, amount, description)}`,
  body: { amount, ...(description !== '' && { description }) },
});
