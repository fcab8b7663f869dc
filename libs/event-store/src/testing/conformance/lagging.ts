import { deferred } from '../../async';
import type { EventStore } from '../../event-store';
import { type Query, toPosition } from '../../contract';
import { event, failsWith, same, wholeLog } from './assertions';
import type { Instance, LogUnderTest, Promised } from './conformance';

const tagged = (tag: string): Query => ({ items: [{ tags: [tag] }] });

/** A hash of no commit here. */
const ELSEWHERE = 'f'.repeat(64);

const NOISE = 10 * 256;

/** So much that an instance opened behind it does not read back to what lies before. */
const muchElse = async (store: EventStore): Promise<void> => {
  const many = Array.from({ length: 256 }, () => event('Noise', ['noise']));
  for (let count = 0; count < NOISE; count += many.length) await store.append({ events: many });
};

/** An instance opened behind so much: were it to remember what lies before, its promises would be kept from memory. */
const openBehind = async (log: LogUnderTest): Promise<Instance> => {
  const late = await log.open();
  same(late.store.log.tail.window.covers(toPosition(1)), false);
  return late;
};

/** Instances that do not know, or no longer, what others have written. */
export const lagging: readonly Promised[] = [
  {
    promise: 'a condition that is older than what an instance remembers is judged all the same',
    async check(log) {
      const writer = await log.open();
      await writer.store.append({ events: [event('A', ['x']), event('B', ['y'])] });
      await muchElse(writer.store);
      const late = await openBehind(log);
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
    promise: 'a repeat gets the first result at an instance that remembers nothing of it',
    async check(log) {
      const first = await log.open();
      const once = (store: EventStore) =>
        store.append({
          events: [event('Won', ['name'])],
          command: { id: 'key-1', anyRequest: true },
          condition: { failIfEventsMatch: tagged('name') },
        });
      await once(first.store);
      await muchElse(first.store);
      const { commit, duplicate } = await once((await openBehind(log)).store);
      same([Number(commit.position), duplicate], [1, true]);
    },
  },
  {
    promise: 'a position that another instance gave out is known, one that nobody gave out is refused',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await a.store.append({ events: [event('A', ['x'])] });
      const append = (after: number) =>
        b.store.append({
          events: [event('B', [])],
          condition: { failIfEventsMatch: tagged('x'), after: toPosition(after) },
        });
      await append(1);
      await failsWith('position-beyond-head', append(3));
      same(await wholeLog(a.store), ['A', 'B']);
    },
  },
  {
    promise: 'an instance that is far behind learns where the log ends, however many pages that takes',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await muchElse(a.store);
      same(Number(await b.store.head()), NOISE);
    },
  },
  {
    promise: 'a log that ends earlier, or with another commit, than an instance knows is told from that log',
    async check(log) {
      const { store, storage } = await log.open();
      const { commit } = await store.append({ events: [event('A', [])] });
      const hash = ELSEWHERE;
      storage.nextTailRead(async (read) => ({ ...(await read()), commits: [] }));
      await failsWith('log-diverged', store.head());
      storage.nextTailRead(async (read) => ({ ...(await read()), commits: [{ ...commit, hash }] }));
      await failsWith('log-diverged', store.head());
      same(Number(await store.head()), 1);
    },
  },
  {
    promise: 'a place that was seen in a log is held against it by its hash',
    async check(log) {
      const { store } = await log.open();
      await store.append({ events: [event('A', []), event('B', [])] });
      const { commit } = await store.append({ events: [event('C', [])] });
      const holds = (position: number, hash: string | null) =>
        store.log.assertHolds({ position: toPosition(position), hash }, 'a test', 'Begin anew.');
      await holds(3, commit.hash);
      await holds(3, null);
      await failsWith('log-diverged', holds(3, ELSEWHERE));
      // Not where a commit ends, and behind the last one.
      await failsWith('log-diverged', holds(1, null));
      await failsWith('log-diverged', holds(4, commit.hash));
    },
  },
  {
    promise: 'a look at the end of the log that began before a question does not answer it',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await a.store.append({ events: [event('A', [])] });
      await b.store.head();
      const [looked, mayAnswer] = [deferred<undefined>(), deferred<undefined>()];
      b.storage.nextTailRead(async (read) => {
        const seen = await read();
        looked.resolve(undefined);
        await mayAnswer.promise;
        return seen;
      });
      const before = b.store.head();
      await looked.promise;
      await a.store.append({ events: [event('B', [])] });
      const after = b.store.head();
      mayAnswer.resolve(undefined);
      same([Number(await before) <= 2, Number(await after)], [true, 2]);
    },
  },
];
