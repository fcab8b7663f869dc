import { userId } from '@event-sourcing/domain-kernel';
import type { DecisionModels } from '@event-sourcing/event-store';
import { message, messageId } from './message';

export { messageEventTypes as eventTypes } from './message';

/** The decision models of what a tag names: for `es entity`. */
export const modelsOf = (tag: string): DecisionModels => {
  const [, user, id] = /^message:([^/]+)\/(.+)$/.exec(tag) ?? [];
  // An operator types what there may be none of: a tag that names nothing has no models.
  const [userNamed, messageNamed] = [userId.safeParse(user), messageId.safeParse(id)];
  if (!userNamed.success || !messageNamed.success) return {};
  return { message: message({ userId: userNamed.data, messageId: messageNamed.data }) };
};
