import { hash } from 'node:crypto';
import {
  type EventData,
  invalidAppend,
  invalidOptions,
  isOwnEventType,
  type JsonObject,
  type Query,
  type RecordedEvent,
} from '../../contract';
import { objectCopy } from '../chain';
import { checkEvent } from './check-event';
import { invalidEventType, unknownType, unknownVersion, upcastFailed } from './errors';
import type { DeclaredEventType } from './event-type';

/** The types of events that a store knows. */
export interface EventTypes {
  /**
   * Checks what is to be appended.
   * @param path where it stands, for the error: `events[0]`
   * @throws EventStoreError `invalid-append`
   */
  check(event: EventData, path: string): void;
  /**
   * A stored event in the shape that today's code knows; the very same when it is that already.
   * @throws EventStoreError `unknown-event-type`, `upcast-failed`
   */
  upcast(event: RecordedEvent): RecordedEvent;
  /** Differs where what a query matches is read in another way: by versions, and the text of upcasters. */
  signature(query: Query): string;
  /**
   * Sees that a query names no type that is not known: it would match nothing, and nobody would notice.
   * @param of what asks, for the error: `projection orders`
   * @throws EventStoreError `invalid-options`
   */
  assertKnown(query: Query, of: string): void;
}

const assertNotOwn = ({ type }: EventData, path: string): void => {
  if (isOwnEventType(type))
    throw invalidAppend(`${path} is of type ${type}, which only the store itself writes.`);
};

/** Of a store that was told of no types: anything goes, and is read as it is stored. */
export const ANY_TYPES: EventTypes = {
  check: assertNotOwn,
  upcast: (event) => event,
  signature: () => '',
  assertKnown: () => undefined,
};

/**
 * The types of events that a store knows, from their declarations.
 * @throws EventStoreError `invalid-event-type`: declared twice, a version that is none, an upcaster missing or too many
 */
export const declareEventTypes = (declarations: readonly DeclaredEventType[]): EventTypes => {
  const byType = new Map<string, DeclaredEventType>();
  for (const declared of declarations) {
    if (byType.has(declared.type)) throw invalidEventType(declared.type, 'it is declared twice.');
    if (isOwnEventType(declared.type))
      throw invalidEventType(declared.type, 'the store has a type of that name.');
    checkVersions(declared);
    byType.set(declared.type, declared);
  }
  return new DeclaredEventTypes(byType);
};

class DeclaredEventTypes implements EventTypes {
  /** Of old events only, for as long as somebody holds them: each is upcast once, however many folds it enters. */
  readonly #upcast = new WeakMap<RecordedEvent, RecordedEvent>();

  constructor(private readonly byType: ReadonlyMap<string, DeclaredEventType>) {}

  check(event: EventData, path: string): void {
    assertNotOwn(event, path);
    checkEvent(this.byType.get(event.type), event, path);
  }

  assertKnown({ items }: Query, of: string): void {
    const unknown = items
      .flatMap(({ types = [] }) => types)
      .find((type) => !this.byType.has(type) && !isOwnEventType(type));
    if (unknown === undefined) return;
    throw invalidOptions(
      `query of ${of}`,
      `about the type ${unknown}, which the store does not know`,
      `declare it, or name one of ${[...this.byType.keys()].join(', ')}`,
    );
  }

  upcast(event: RecordedEvent): RecordedEvent {
    const declared = this.byType.get(event.type);
    if (event.version === declared?.version || isOwnEventType(event.type)) return event;
    if (!declared) throw unknownType(event);
    if (event.version > declared.version) throw unknownVersion(event, declared.version);
    const known = this.#upcast.get(event);
    if (known) return known;
    const upcast = upcastEvent(event, declared);
    this.#upcast.set(event, upcast);
    return upcast;
  }

  signature({ items }: Query): string {
    const isMeant = (type: string) =>
      items.length === 0 || items.some(({ types = [] }) => types.length === 0 || types.includes(type));
    const read = [...this.byType.values()]
      .filter(({ type }) => isMeant(type))
      .map(({ type, version, upcasts = {} }) => [type, version, ...Object.values(upcasts).map(String)]);
    return hash('sha256', JSON.stringify(read.sort()), 'hex');
  }
}

const upcastEvent = (event: RecordedEvent, { version, upcasts = {} }: DeclaredEventType): RecordedEvent => {
  let data = frozen(event.data);
  for (let from = event.version; from < version; from += 1) {
    try {
      const upcaster = upcasts[from];
      if (!upcaster) throw new Error(`There is no upcaster from version ${from}.`);
      data = frozen(upcaster(data));
    } catch (error) {
      throw upcastFailed(event, from, error);
    }
  }
  return { ...event, version, data };
};

/** A copy that nobody can change: the event as it is stored has other readers. */
const frozen = (data: object): JsonObject => objectCopy(data, 'data', Number.POSITIVE_INFINITY);

const checkVersions = ({ type, version, upcasts = {} }: DeclaredEventType): void => {
  if (!Number.isInteger(version) || version < 1) {
    throw invalidEventType(type, `its version is ${version}; it is an integer from 1.`);
  }
  for (let from = 1; from < version; from += 1) {
    if (!upcasts[from]) {
      throw invalidEventType(type, `there is no upcaster from version ${from} to ${from + 1}.`);
    }
  }
  const stray = Object.keys(upcasts).find((from) => !(Number(from) >= 1 && Number(from) < version));
  if (stray !== undefined) {
    throw invalidEventType(type, `it has an upcaster from version ${stray}, but is at version ${version}.`);
  }
};
