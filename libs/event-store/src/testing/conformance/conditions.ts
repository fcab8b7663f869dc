import { type Query, toPosition } from '../../contract';
import type { Promised } from './conformance';
import { event, failsWith, same, wholeLog } from './assertions';

const tagged = (tag: string): Query => ({ items: [{ tags: [tag] }] });

export const conditions: readonly Promised[] = [
  {
    promise: 'an append fails when an event after the position matches, and writes nothing',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await a.store.append({ events: [event('A', ['x']), event('B', ['y'])] });
      const append = (query: Query, after?: number) =>
        b.store.append({
          events: [event('N', [])],
          condition: { failIfEventsMatch: query, ...(after !== undefined && { after: toPosition(after) }) },
        });
      await failsWith('append-condition-failed', append(tagged('x')));
      await failsWith('append-condition-failed', append(tagged('x'), 0));
      await failsWith('append-condition-failed', append(tagged('y'), 1));
      await failsWith('append-condition-failed', append({ items: [] }, 1));
      await failsWith('append-condition-failed', append({ items: [{ types: ['Z'] }, { types: ['B'] }] }, 1));
      await append(tagged('x'), 1);
      await append(tagged('z'));
      await append({ items: [{ types: ['A'], tags: ['y'] }] });
      await failsWith('position-beyond-head', append(tagged('z'), 99));
      same(await wholeLog(a.store), ['A', 'B', 'N', 'N', 'N']);
    },
  },
  {
    promise: 'of appends that may happen once, exactly one wins, however many race at however many instances',
    async check(log) {
      const instances = [await log.open(), await log.open(), await log.open()];
      const race = instances.flatMap(({ store }) =>
        Array.from({ length: 8 }, () =>
          store.append({
            events: [event('Won', ['name:ann'])],
            condition: { failIfEventsMatch: tagged('name:ann') },
          }),
        ),
      );
      const outcomes = await Promise.allSettled(race);
      same(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      const [first] = instances;
      same(first && (await wholeLog(first.store)), ['Won']);
    },
  },
  {
    promise: 'appends of one batch that condition on one another are judged in their order',
    async check(log) {
      const { store } = await log.open();
      const outcomes = await Promise.allSettled([
        store.append({ events: [event('A', ['x'])] }),
        store.append({ events: [event('B', ['y'])], condition: { failIfEventsMatch: tagged('x') } }),
        store.append({ events: [event('C', ['x'])], condition: { failIfEventsMatch: tagged('y') } }),
      ]);
      same(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      const other = await log.open();
      same(await wholeLog(other.store), ['A', 'C']);
    },
  },
  {
    promise: 'an append is not refused for what stood before it in the batch and did not come to be',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      a.storage.nextInsert(async (_, insert) => {
        await b.store.append({ events: [event('X', ['x'])] });
        await insert();
      });
      const outcomes = await Promise.allSettled([
        a.store.append({ events: [event('A', ['y'])], condition: { failIfEventsMatch: tagged('x') } }),
        a.store.append({ events: [event('B', [])], condition: { failIfEventsMatch: tagged('y') } }),
      ]);
      same(
        outcomes.map(({ status }) => status),
        ['rejected', 'fulfilled'],
      );
      same(await wholeLog(b.store), ['X', 'B']);
    },
  },
  {
    promise: 'appends on other entities never make each other fail',
    async check(log) {
      const instances = [await log.open(), await log.open()];
      const all = instances.flatMap(({ store }, instance) =>
        Array.from({ length: 20 }, (_, index) =>
          store.append({
            events: [event('E', [`own:${instance}-${index}`])],
            condition: { failIfEventsMatch: tagged(`own:${instance}-${index}`) },
          }),
        ),
      );
      await Promise.all(all);
      const reader = await log.open();
      same((await wholeLog(reader.store)).length, 40);
    },
  },
];
