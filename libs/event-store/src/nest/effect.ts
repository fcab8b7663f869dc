import type { Type } from '@nestjs/common';
import { checkName } from '../names';

const EFFECT = 'event-store:effect';

/**
 * Names the effect of an `@EventsHandler` class, where several handle the same event: the receiver knows repeats by a key
 * of each. One of them may be without a name, and keeps the key of the reaction: the one that was there first. Names of
 * classes count for nothing, so that a class can be renamed; keep the name of its effect.
 *
 * ```ts
 * @EventsHandler(TransferArrived)
 * @Effect('fraud-check')
 * class CheckTransfer implements IEventHandler<TransferArrived> { … }
 * ```
 * @throws EventStoreError `invalid-name`
 */
export const Effect = (name: string) => {
  checkName('reaction effect', name);
  return (target: Type<object>): void => Reflect.defineMetadata(EFFECT, name, target);
};

/** What `@Effect` says over a class itself: one that extends it has an effect of its own. */
export const effectOf = (target: Type<object>): string | undefined => {
  const name: unknown = Reflect.getOwnMetadata(EFFECT, target);
  return typeof name === 'string' ? name : undefined;
};
