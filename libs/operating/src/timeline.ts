import {
  anyOf,
  type DecisionModels,
  type EventStore,
  type JsonObject,
  type JsonValue,
  matches,
  type Position,
  type RecordedEvent,
  START,
} from '@event-sourcing/event-store';
import diff from 'microdiff';
import { plain } from './plain';

/** What an event changed of a state. */
export interface Change {
  /** `account.balance`. */
  readonly path: string;
  /** Absent: it was not there. */
  readonly from?: JsonValue;
  /** Absent: it is not there any more. */
  readonly to?: JsonValue;
}

/** An event of an entity, the states of its models after it, and what it changed of them. */
export interface Step {
  readonly event: RecordedEvent;
  readonly states: JsonObject;
  readonly changes: readonly Change[];
}

/** Which part of an entity's life. */
export interface Stretch {
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** The events of an entity in order, and how each changed its states; what lies before the stretch is folded first. */
export async function* timeline(
  store: EventStore,
  tag: string,
  models: DecisionModels,
  { after = START, limit }: Stretch,
): AsyncGenerator<Step> {
  const states = new Map<string, unknown>();
  for (const [name, model] of Object.entries(models)) {
    states.set(name, (await store.stateAt(model, after)).state);
  }
  const own = { items: [{ tags: [tag] }] };
  const query = anyOf([own, ...Object.values(models).map((model) => model.query)]);
  let before = plainStates(states);
  // As they are stored: what no model is about need not be of a type that anybody declared.
  for await (const event of store.log.read(query, { after, limit })) {
    for (const [name, model] of Object.entries(models)) {
      if (!matches(model.query, event)) continue;
      states.set(name, model.evolve(states.get(name), store.log.types.upcast(event)));
    }
    const now = plainStates(states);
    yield { event, states: now, changes: changesBetween(before, now) };
    before = now;
  }
}

const plainStates = (states: ReadonlyMap<string, unknown>): JsonObject =>
  Object.fromEntries([...states].map(([name, state]) => [name, plain(state)]));

const changesBetween = (before: JsonObject, now: JsonObject): readonly Change[] =>
  diff(before, now).map((one) => ({
    path: one.path.join('.'),
    ...(one.type !== 'CREATE' && { from: plain(one.oldValue) }),
    ...(one.type !== 'REMOVE' && { to: plain(one.value) }),
  }));
