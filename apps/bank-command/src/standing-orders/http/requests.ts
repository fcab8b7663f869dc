import { accountId, amountText, standingOrderId, timeZone } from '@event-sourcing/bank-domain';
import { freeText } from '@event-sourcing/domain-kernel';
import { instant, pageQuery, zonedInstant } from '@event-sourcing/service-chassis';
import { z } from 'zod';

export const standingOrdersParams = z.strictObject({ accountId });
export type StandingOrdersParams = z.output<typeof standingOrdersParams>;

export const standingOrderParams = z.strictObject({ accountId, standingOrderId });
export type StandingOrderParams = z.output<typeof standingOrderParams>;

export const standingOrdersQuery = z.strictObject(pageQuery);
export type StandingOrdersQuery = z.output<typeof standingOrdersQuery>;

/** An offset is no zone: it does not tell when clocks change. */
const ZONE_NEEDED = {
  path: ['timeZone'],
  error: 'is needed where startsAt is not in UTC (Z): due dates count in its calendar',
};

export const openStandingOrderBody = z
  .strictObject({
    to: accountId,
    amount: amountText,
    every: z.enum(['day', 'week', 'month']),
    startsAt: zonedInstant.meta({
      description: 'The first due date, at most seven days ago; all others count from it.',
    }),
    timeZone: timeZone
      .optional()
      .meta({ description: 'In whose calendar due dates count; `UTC` if not given.' }),
    endsAt: instant.optional().meta({ description: 'Nothing is due after it.' }),
    description: freeText.optional(),
  })
  .refine(({ startsAt, timeZone }) => startsAt.isUtc || timeZone !== undefined, ZONE_NEEDED)
  .meta({
    id: 'OpenStandingOrder',
    example: {
      to: 'bob-1',
      amount: '10.00',
      every: 'month',
      startsAt: '2030-01-31T09:00:00Z',
      timeZone: 'Europe/Berlin',
    },
  });
export type OpenStandingOrderBody = z.output<typeof openStandingOrderBody>;
