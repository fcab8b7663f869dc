import { refuse } from '@event-sourcing/domain-kernel';
import type { AccountId } from '../account';
import type { StandingOrderId } from './ids';

/** What is refused of standing orders beside what a transfer is; the codes are part of the HTTP contract. */
export const standingOrderRefusals = {
  notFound: (accountId: AccountId, standingOrderId: StandingOrderId): never =>
    refuse(
      'standing-order-not-found',
      { accountId, standingOrderId },
      `Account ${accountId} has no standing order ${standingOrderId}.`,
    ),
} as const;
