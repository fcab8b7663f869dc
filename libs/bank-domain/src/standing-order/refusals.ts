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

  tooFarBack: (accountId: AccountId, startsAt: Date, earliest: Date): never =>
    refuse(
      'start-too-far-back',
      { accountId, startsAt: startsAt.toISOString(), earliest: earliest.toISOString() },
      'A standing order may start up to seven days ago. Start it later, and transfer by hand what was due before.',
    ),

  tooMany: (accountId: AccountId, most: number): never =>
    refuse(
      'too-many-standing-orders',
      { accountId, most },
      `Account ${accountId} has ${most} open standing orders, as many as it may. Cancel one first.`,
    ),
} as const;
