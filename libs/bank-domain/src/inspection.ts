import type { DecisionModels } from '@event-sourcing/event-store';
import { account, accountId } from './account';
import { standingOrder, standingOrderId } from './standing-order';

export { bankLogEventTypes as eventTypes } from './event-types';

/** The decision models of what a tag names: for `es entity`. */
export const modelsOf = (tag: string): DecisionModels => {
  const [kind, id] = [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)];
  // An operator types what there may be none of: a tag that names nothing has no models.
  const [accountNamed, orderNamed] = [accountId.safeParse(id), standingOrderId.safeParse(id)];
  if (kind === 'account' && accountNamed.success) return { account: account(accountNamed.data) };
  if (kind === 'standing-order' && orderNamed.success) return { order: standingOrder(orderNamed.data) };
  return {};
};
