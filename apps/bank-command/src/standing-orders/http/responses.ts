import {
  accountId,
  nextDueAt,
  type StandingOrder,
  standingOrderId,
  type StandingOrderOpened,
} from '@event-sourcing/bank-domain';
import { z } from 'zod';

const time = z.iso.datetime().meta({ description: 'In UTC, with milliseconds.' });

export const standingOrderView = z
  .object({
    standingOrderId,
    accountId: accountId.meta({ description: 'The account that pays.' }),
    to: accountId,
    amount: z.string(),
    every: z.enum(['day', 'week', 'month']),
    startsAt: time,
    timeZone: z.string().meta({ description: 'In whose calendar due dates count.' }),
    endsAt: time.optional(),
    description: z.string().optional(),
    nextDueAt: time.meta({ description: 'The first due date that is neither paid nor skipped.' }),
  })
  .meta({ id: 'StandingOrder' });

export const standingOrderList = z
  .object({
    accountId,
    standingOrders: z.array(standingOrderView),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'StandingOrderList' });

/** An order as it was opened: a repeat is answered the same, whatever has been paid since. */
export const viewOpened = ({
  standingOrderId,
  from,
  to,
  amount,
  every,
  startsAt,
  timeZone,
  endsAt,
  description,
}: StandingOrderOpened['data']) => ({
  standingOrderId,
  accountId: from,
  to,
  amount,
  every,
  startsAt,
  timeZone,
  ...(endsAt !== undefined && { endsAt }),
  ...(description !== undefined && { description }),
  nextDueAt: startsAt,
});

/** An order as it is. One without a due date to come has ended. */
export const viewStandingOrder = (order: StandingOrder) => {
  const { startsAt, endsAt, ...data } = order;
  const times = {
    startsAt: startsAt.toISOString(),
    ...(endsAt !== undefined && { endsAt: endsAt.toISOString() }),
  };
  return {
    ...viewOpened({ ...data, ...times }),
    nextDueAt: (nextDueAt(order) ?? startsAt).toISOString(),
  };
};
