import { accountId, amountText, standingOrderId } from '@event-sourcing/bank-domain';
import { freeText } from '@event-sourcing/domain-kernel';
import { instant, pageQuery } from '@event-sourcing/service-chassis';
import { z } from 'zod';

export const standingOrdersParams = z.strictObject({ accountId });
export type StandingOrdersParams = z.output<typeof standingOrdersParams>;

export const standingOrderParams = z.strictObject({ accountId, standingOrderId });
export type StandingOrderParams = z.output<typeof standingOrderParams>;

export const standingOrdersQuery = z.strictObject(pageQuery);
export type StandingOrdersQuery = z.output<typeof standingOrdersQuery>;

export const openStandingOrderBody = z.strictObject({
  to: accountId,
  amount: amountText,
  every: z.enum(['day', 'week', 'month']),
  startsAt: instant.meta({
    description: 'The first due date, at most 366 days ago; all others count from it, in UTC.',
  }),
  endsAt: instant.optional().meta({ description: 'Nothing is due after it.' }),
  description: freeText.optional(),
});
export type OpenStandingOrderBody = z.output<typeof openStandingOrderBody>;
