import { accountId, amountText } from '@event-sourcing/bank-domain';
import { freeText } from '@event-sourcing/domain-kernel';
import { z } from 'zod';

export const transferBody = z.strictObject({
  from: accountId,
  to: accountId,
  amount: amountText,
  description: freeText.optional(),
});
export type TransferBody = z.output<typeof transferBody>;
