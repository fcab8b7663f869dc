import { userId } from '@event-sourcing/domain-kernel';
import type { DecisionModels } from '@event-sourcing/event-store';
import { message, messageId } from './message';

export { messageEventTypes as eventTypes } from './message';

/** The decision models of what a tag names: for `es entity`. */
export const modelsOf = (tag: string): DecisionModels => {
  const [, user, id] = /^message:([^/]+)\/(.+)$/.exec(tag) ?? [];
  if (user === undefined || id === undefined) return {};
  return { message: message({ userId: userId.parse(user), messageId: messageId.parse(id) }) };
};
