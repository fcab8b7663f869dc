import { inspect } from 'node:util';
import { EventStoreError, type RecordedEvent } from '../contract';
import type { Reaction } from './reaction';

/**
 * What orders an event among those of a reaction.
 * @throws EventStoreError `invalid-key`; whatever the reaction throws
 */
export const keyFor = (reaction: Pick<Reaction, 'name' | 'key'>, event: RecordedEvent): string => {
  const key: unknown = reaction.key(event);
  if (typeof key === 'string' && key !== '' && key.isWellFormed()) return key;
  const { type, version, position } = event;
  throw new EventStoreError(
    'invalid-key',
    `Reaction ${reaction.name} gave the key ${inspect(key)} for the event at position ${position} ` +
      `(${type}, version ${version}). A key is a string that is not empty.`,
    { model: reaction.name, type, version, position },
  );
};
