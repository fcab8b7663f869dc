import { type MoneyTransferred, moneyTransferred } from '@event-sourcing/bank-domain';
import { cqrsReaction, Delivered } from '@event-sourcing/event-store/nest';
import { isRefusedNotice } from './notice-not-sent';

/** A transfer has arrived at its receiving account. */
export class TransferArrived extends Delivered<MoneyTransferred> {}

/**
 * Has the owner of the receiving account told of each transfer, in the order of the transfers to that account.
 * What messages-command will never take is set aside; everything else is tried again without end.
 */
export const transferNotices = cqrsReaction<MoneyTransferred>({
  name: 'transfer-notices',
  query: { items: [{ types: [moneyTransferred.type] }] },
  startFrom: 'start',
  key: ({ data }) => data.to,
  delivers: TransferArrived,
  classify: (error) => (isRefusedNotice(error) ? 'park' : 'retry'),
});
