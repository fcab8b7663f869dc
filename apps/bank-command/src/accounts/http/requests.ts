import { accountId, amountText, currency, DEFAULT_CURRENCY } from '@event-sourcing/bank-domain';
import { freeText, userId } from '@event-sourcing/domain-kernel';
import { instant, pageQuery, queryPosition, rangeBound } from '@event-sourcing/service-chassis';
import { z } from 'zod';

export const accountParams = z.strictObject({ accountId });
export type AccountParams = z.output<typeof accountParams>;

export const openAccountBody = z
  .strictObject({
    accountId: accountId.optional(),
    owner: userId,
    currency: currency.default(DEFAULT_CURRENCY),
  })
  .meta({ id: 'OpenAccount', examples: [{ accountId: 'ann-1', owner: 'ann', currency: 'EUR' }] });
export type OpenAccountBody = z.output<typeof openAccountBody>;

export const movementBody = z
  .strictObject({ amount: amountText, description: freeText.optional() })
  .meta({ id: 'MoveMoney', examples: [{ amount: '12.50', description: 'wages' }] });
export type MovementBody = z.output<typeof movementBody>;

export const listAccountsQuery = z.strictObject({ ...pageQuery, owner: userId.optional() });
export type ListAccountsQuery = z.output<typeof listAccountsQuery>;

export const accountQuery = z
  .strictObject({
    at: instant.optional().meta({ description: 'The account as it was then.' }),
    position: queryPosition.optional().meta({ description: 'The account as it was at this position.' }),
  })
  .refine(({ at, position }) => at === undefined || position === undefined, {
    path: ['position'],
    error: 'must not be given beside at',
  });
export type AccountQuery = z.output<typeof accountQuery>;

export const statementQuery = z
  .strictObject({
    ...pageQuery,
    from: rangeBound.optional().meta({ description: 'Lines recorded then or later.' }),
    to: rangeBound.optional().meta({ description: 'Lines recorded before.' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'must not be before from',
  });
export type StatementQuery = z.output<typeof statementQuery>;
