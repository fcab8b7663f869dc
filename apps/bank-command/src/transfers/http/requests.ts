import { accountId, amountText } from '@event-sourcing/bank-domain';
import { freeText } from '@event-sourcing/domain-kernel';
import { z } from 'zod';

export const transferBody = z
  .strictObject({
    from: accountId,
    to: accountId,
    amount: amountText,
    description: freeText.optional(),
  })
  .meta({
    id: 'TransferMoney',
    examples: [{ from: 'ann-1', to: 'bob-1', amount: '12.50', description: 'tickets' }],
  });
export type TransferBody = z.output<typeof transferBody>;
