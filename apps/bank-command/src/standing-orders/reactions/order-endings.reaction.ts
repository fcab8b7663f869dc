import { type AccountClosed, accountClosed } from '@event-sourcing/bank-domain';
import { cqrsReaction, Delivered } from '@event-sourcing/event-store/nest';

/** An account was closed. */
export class AccountWasClosed extends Delivered<AccountClosed> {}

/** Long enough for thousands of orders. */
const TIMEOUT_MS = 60_000;

/** Ends the standing orders of accounts that are closed, whichever side they are on. */
export const orderEndings = cqrsReaction<AccountClosed>({
  name: 'standing-order-endings',
  query: { items: [{ types: [accountClosed.type] }] },
  startFrom: 'start',
  key: ({ data }) => data.accountId,
  delivers: AccountWasClosed,
  timeoutMs: TIMEOUT_MS,
});
