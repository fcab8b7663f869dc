import { defineProjection, type EventData, readModel, type RecordedEvent } from '@event-sourcing/event-store';

/** Something was counted for a key. */
export type Counted = EventData<'Counted', { readonly key: string; readonly by: number }>;

export const counted = (key: string, by: number): Counted => ({
  type: 'Counted',
  version: 1,
  tags: [`key:${key}`],
  data: { key, by },
});

/** What is known of a key: every event that is missed, doubled or out of order shows in it for good. */
export interface Tally {
  readonly events: number;
  readonly total: number;
  /** Depends on the order of all events. */
  readonly trace: number;
}

const NOTHING: Tally = { events: 0, total: 0, trace: 0 };

/** Folds one event into the tally of its key. */
export const evolveTally = (
  { events, total, trace }: Tally = NOTHING,
  { data, position }: Pick<RecordedEvent<Counted>, 'data' | 'position'>,
): Tally => ({
  events: events + 1,
  total: total + data.by,
  trace: (trace * 31 + position * data.by) % 1_000_003,
});

const query = { items: [{ types: ['Counted'] }] };

/** The tallies of all keys, and of everything together under one key. */
export const tallies = defineProjection({
  name: 'tallies',
  version: 1,
  query,
  models: {
    tallies: readModel<Tally, Counted>({
      keys: ({ data }) => [data.key, 'everything'],
      evolve: evolveTally,
    }),
  },
});

/** A document of the read model. */
export type TallyDocument = Tally & { readonly _id: string; readonly lastPosition: number };
