import { eventType, freeText, userId, type EventOf } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import { accountId, accountTag, transactionId, type AccountId } from '../account';
import { amountText, recordedCurrency } from '../money';
import { standingOrderId, standingOrderTag, type StandingOrderId } from './ids';
import { recordedTimeZone } from './time-zone';

const time = z.iso.datetime({ precision: 3 });

/** What every event of an order says again, so that whoever is told of it need look nothing up. */
const order = z.strictObject({
  standingOrderId,
  /** Of `from`: whoever is told about it. */
  owner: userId,
  from: accountId,
  to: accountId,
  /** With all minor digits of the currency. */
  amount: amountText,
  currency: recordedCurrency,
});

interface Ordered {
  readonly standingOrderId: StandingOrderId;
  readonly from: AccountId;
  readonly to: AccountId;
}

/** What every event of an order says again, of an order. */
export const aboutOrder = ({
  standingOrderId,
  owner,
  from,
  to,
  amount,
  currency,
}: z.output<typeof order>) => ({
  ...{ standingOrderId, owner, from, to, amount, currency },
});

const ofOrder = ({ standingOrderId }: Pick<Ordered, 'standingOrderId'>): readonly string[] => [
  standingOrderTag(standingOrderId),
];

const ofOrderAndAccounts = (data: Ordered): readonly string[] => [
  ...ofOrder(data),
  accountTag(data.from),
  accountTag(data.to),
];

/** A standing order begins. */
export const standingOrderOpened = eventType({
  type: 'StandingOrderOpened',
  version: 2,
  schema: order
    .extend({
      every: z.enum(['day', 'week', 'month']),
      startsAt: time,
      timeZone: recordedTimeZone,
      endsAt: time.exactOptional(),
      description: freeText.exactOptional(),
    })
    .readonly(),
  tags: ofOrderAndAccounts,
  // What was due was counted in UTC before an order could say otherwise.
  upcasts: { 1: (data) => ({ ...data, timeZone: 'UTC' }) },
});

/** What was due has been paid, by the transfer in the same commit. */
export const standingOrderExecuted = eventType({
  type: 'StandingOrderExecuted',
  version: 1,
  schema: z.strictObject({ standingOrderId, dueAt: time, transactionId }).readonly(),
  tags: ofOrder,
});

/** What was due, up to a date, could not be paid when it was tried for the first time: from then on patience counts. */
export const standingOrderDelayed = eventType({
  type: 'StandingOrderDelayed',
  version: 1,
  schema: z.strictObject({ standingOrderId, dueAt: time, triedAt: time }).readonly(),
  tags: ofOrder,
});

/** What was due could not be paid for too long, and never will be. */
export const standingOrderSkipped = eventType({
  type: 'StandingOrderSkipped',
  version: 1,
  schema: order.extend({ dueAt: time }).readonly(),
  tags: ofOrder,
});

/** A standing order ends: it was cancelled, one of its accounts was closed, or its last due date is settled. */
export const standingOrderEnded = eventType({
  type: 'StandingOrderEnded',
  version: 1,
  schema: order
    .extend({
      reason: z.enum(['cancelled', 'account-closed', 'completed']),
      /** The account that was closed. */
      closed: accountId.exactOptional(),
    })
    .readonly(),
  tags: ofOrderAndAccounts,
});

export type StandingOrderOpened = EventOf<typeof standingOrderOpened>;
export type StandingOrderExecuted = EventOf<typeof standingOrderExecuted>;
export type StandingOrderDelayed = EventOf<typeof standingOrderDelayed>;
export type StandingOrderSkipped = EventOf<typeof standingOrderSkipped>;
export type StandingOrderEnded = EventOf<typeof standingOrderEnded>;

/** Everything that happens to a standing order. */
export type StandingOrderEvent =
  | StandingOrderOpened
  | StandingOrderExecuted
  | StandingOrderDelayed
  | StandingOrderSkipped
  | StandingOrderEnded;

/** Every event type of standing orders, for a registry. */
export const standingOrderEventTypes = [
  standingOrderOpened,
  standingOrderExecuted,
  standingOrderDelayed,
  standingOrderSkipped,
  standingOrderEnded,
] as const;
