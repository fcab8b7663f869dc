import { inspect } from 'node:util';
import { DEFAULT_LIMITS, EventStoreError, type RecordedEvent } from '../contract';
import { documentCopy } from '../log';
import { userCodeFailed } from '../names';
import type { ReadModel } from './projection';

/** What the library writes into a document itself. */
const OWN_MEMBERS = ['_id', 'lastPosition'];

/**
 * The keys that an event is about, each once.
 * @param name of the model, with its projection's
 * @throws EventStoreError `invalid-key`; `fold-failed` when the model's own code throws
 */
export const keysFor = (
  name: string,
  model: Pick<ReadModel<object>, 'keys'>,
  event: RecordedEvent,
): ReadonlySet<string> => {
  let keys: unknown;
  try {
    keys = model.keys(event);
  } catch (error) {
    throw userCodeFailed(`Read model ${name}`, { model: name }, event, error);
  }
  if (Array.isArray(keys) && keys.every(isKey)) return new Set(keys);
  const { type, version, position } = event;
  throw new EventStoreError(
    'invalid-key',
    `Read model ${name} gave the keys ${inspect(keys)} for the event at position ${position} ` +
      `(${type}, version ${version}). Keys are a list of strings that are not empty.`,
    { model: name, type, version, position },
  );
};

const isKey = (key: unknown): key is string => typeof key === 'string' && key !== '' && key.isWellFormed();

/**
 * What a model's fold makes of a document, as it will be read back: so the next event finds the same, whether it is in
 * the same batch or not.
 * @throws EventStoreError `invalid-state`; `fold-failed` when the model's own code throws
 */
export const evolved = (
  name: string,
  model: Pick<ReadModel<object>, 'evolve' | 'codecs'>,
  state: object | undefined,
  event: RecordedEvent,
  key: string,
): object | undefined => {
  let next: unknown;
  try {
    next = model.evolve(state, event, key);
  } catch (error) {
    throw userCodeFailed(`Read model ${name}`, { model: name, key }, event, error);
  }
  if (next === undefined) return undefined;
  if (next === state) return state;
  const refuse = (place: string, fault: string) => invalidState(name, key, event, place, fault);
  if (typeof next !== 'object' || next === null) throw refuse('', 'is no object');
  for (const member of Object.keys(next)) {
    if (OWN_MEMBERS.includes(member)) throw refuse(`.${member}`, 'is written by the library itself');
    if (member.startsWith('$'))
      throw refuse(`.${member}`, 'begins with $, which is an operator to the database');
  }
  return documentCopy(next, DEFAULT_LIMITS.maxDepth, model.codecs, refuse);
};

const invalidState = (
  model: string,
  key: string,
  { type, version, position }: RecordedEvent,
  place: string,
  fault: string,
) =>
  new EventStoreError(
    'invalid-state',
    `Read model ${model} cannot store what it made for key ${key} of the event at position ${position} (${type}, ` +
      `version ${version}): state${place} ${fault}. A state is JSON, dates, and amounts whose codecs the model declares.`,
    { model, key, path: `state${place}`, type, version, position },
  );
