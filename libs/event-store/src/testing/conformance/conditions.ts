import { toPosition } from '../../log/position';
import type { Query } from '../../log/query';
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
    promise: 'a condition that is older than what an instance remembers is judged all the same',
    async check(log) {
      const writer = await log.open();
      await writer.store.append({ events: [event('A', ['x']), event('B', ['y'])] });
      const many = Array.from({ length: 256 }, () => event('Noise', ['noise']));
      for (let count = 0; count < 6; count += 1) await writer.store.append({ events: many });
      // Opened on a log of some length, it reads the end of it only.
      const late = await log.open();
      const append = (query: Query, after: number) =>
        late.store.append({
          events: [event('N', [])],
          condition: { failIfEventsMatch: query, after: toPosition(after) },
        });
      await failsWith('append-condition-failed', append(tagged('x'), 0));
      await failsWith('append-condition-failed', append(tagged('y'), 1));
      await failsWith('append-condition-failed', append({ items: [{ types: ['B'] }] }, 1));
      await append(tagged('x'), 1);
      await append(
        {
          items: [
            { types: ['A'], tags: ['y'] },
            { types: ['A', 'B'], tags: ['noise'] },
          ],
        },
        0,
      );
      same((await wholeLog(late.store)).slice(-2), ['N', 'N']);
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
