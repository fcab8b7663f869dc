import { accountId, formatAmount, transactionId } from '@event-sourcing/bank-domain';
import { z } from 'zod';
import type { TransferMade } from '../commands';

export const transferView = z
  .object({
    transactionId,
    from: accountId,
    to: accountId,
    amount: z.string(),
    fromBalance: z.string().meta({ description: 'Of `from`, right after this transfer.' }),
    position: z.int().min(1),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'Transfer' });

export const viewTransfer = ({ fromBalance, recordedAt, ...made }: TransferMade) => ({
  ...made,
  fromBalance: formatAmount(fromBalance),
  recordedAt: recordedAt.toISOString(),
});
