import { expectTypeOf } from 'expect-type';
import type {
  DecisionModel,
  EventData,
  FailureClass,
  Reaction,
  ReactionContext,
  ReactionRunner,
  RecordedEvent,
} from '../src/index';
import { openReaction, type Subscriptions } from '../src/index';

type Transfer = Readonly<Record<'to', string>>;
type Transferred = EventData<'Transferred', Transfer>;

const notices: Reaction<Transferred> = {
  name: 'notices',
  query: { items: [{ types: ['Transferred'] }] },
  startFrom: 'start',
  key: (event) => {
    expectTypeOf(event).toEqualTypeOf<RecordedEvent<Transferred>>();
    return event.data.to;
  },
  react: async (event, context) => {
    expectTypeOf(event.data).toEqualTypeOf<Transfer>();
    expectTypeOf(context).toEqualTypeOf<ReactionContext>();
  },
};

declare const model: DecisionModel<bigint, Transferred>;
declare const context: ReactionContext;
expectTypeOf(context.stateAt(model)).resolves.toEqualTypeOf<bigint>();
expectTypeOf(context.idempotencyKey).toEqualTypeOf<string>();
expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>();
expectTypeOf<FailureClass>().toEqualTypeOf<'retry' | 'park'>();

const unkeyed = {
  name: 'x',
  query: { items: [] },
  startFrom: 'now',
  react: async () => undefined,
} as const;
// @ts-expect-error every event names its key
unkeyed satisfies Reaction<Transferred>;

const { name, query, react } = unkeyed;
const anywhere = { name, query, react, key: () => 'x' };
// @ts-expect-error every reaction says where it begins
anywhere satisfies Reaction<Transferred>;
// @ts-expect-error events are retried or parked, never dropped
({ ...notices, classify: () => 'drop' }) satisfies Reaction<Transferred>;

// A reaction to some types can be opened like one to all.
declare const subscriptions: Subscriptions;
expectTypeOf(openReaction(subscriptions, notices)).resolves.toEqualTypeOf<ReactionRunner>();
