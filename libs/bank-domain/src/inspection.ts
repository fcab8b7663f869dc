import type { DecisionModels } from '@event-sourcing/event-store';
import { account, accountId } from './account';
import { standingOrder, standingOrderId } from './standing-order';

export { bankLogEventTypes as eventTypes } from './event-types';

/** The decision models of what a tag names: for `es entity`. */
export const modelsOf = (tag: string): DecisionModels => {
  const [kind, id] = [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)];
  switch (kind) {
    case 'account':
      return { account: account(accountId.parse(id)) };
    case 'standing-order':
      return { order: standingOrder(standingOrderId.parse(id)) };
    default:
      return {};
  }
};
