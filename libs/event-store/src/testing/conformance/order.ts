import { type QueryItem, toPosition } from '../../contract';
import { verifyChain } from '../../log';
import type { Promised } from './conformance';
import { event, failsWith, ok, readAll, same, typesOf, wholeLog } from './assertions';

const letters = (text: string) => Array.from(text, (letter) => event(letter, ['all', `is:${letter}`]));

export const order: readonly Promised[] = [
  {
    promise: 'events are numbered 1, 2, 3 … without a gap, across commits and instances',
    async check(log) {
      const [a, b, reader] = [await log.open(), await log.open(), await log.open()];
      const counts = [1, 3, 2, 4, 1, 2];
      await Promise.all(
        counts.map((count, index) =>
          (index % 2 ? a : b).store.append({ events: Array.from({ length: count }, () => event('E', [])) }),
        ),
      );
      same((await wholeLog(reader.store)).length, 13);
    },
  },
  {
    promise: 'many callers at once: each is told of its own commit, and what it appends next lies after that',
    async check(log) {
      const [one, other, reader] = [await log.open(), await log.open(), await log.open()];
      const caller = async (name: string, { store }: typeof one) => {
        const told: number[] = [];
        for (let turn = 0; turn < 3; turn += 1) {
          const { commit } = await store.append({ events: [event('E', [name])] });
          same(commit.events[0]?.tags, [name]);
          ok(commit.position > (told.at(-1) ?? 0), 'a later append lies before an earlier one');
          told.push(commit.position);
        }
        const stored = await readAll(reader.store, { items: [{ tags: [name] }] });
        same(
          stored.map(({ position }) => Number(position)),
          told,
        );
      };
      const many = Array.from({ length: 150 }, (_, index) => caller(`in-one:${index}`, one));
      const few = Array.from({ length: 10 }, (_, index) => caller(`in-other:${index}`, other));
      await Promise.all([...many, ...few]);
      same((await wholeLog(reader.store)).length, 480);
    },
  },
  {
    promise: 'a reader that asks for what comes after a position gets exactly that, inside commits too',
    async check(log) {
      const [writer, reader] = [await log.open(), await log.open()];
      await writer.store.append({ events: letters('abcd') });
      await writer.store.append({ events: letters('ef') });
      const { store } = reader;
      same(await typesOf(store, undefined, { after: toPosition(2), limit: 2 }), ['c', 'd']);
      same(await typesOf(store, undefined, { after: toPosition(3), upTo: toPosition(5) }), ['d', 'e']);
      same(await typesOf(store, undefined, { after: toPosition(1), backwards: true, limit: 3 }), [
        'f',
        'e',
        'd',
      ]);
      same(await typesOf(store, { items: [{ tags: ['all'] }] }, { after: toPosition(4) }), ['e', 'f']);
      same(await typesOf(store, undefined, { after: toPosition(6) }), []);
    },
  },
  {
    promise: 'a query finds by any of its types, all of its tags, in any of its items, in single events',
    async check(log) {
      const [writer, reader] = [await log.open(), await log.open()];
      await writer.store.append({
        events: [event('A', ['x']), event('B', ['y']), event('A', ['x', 'y']), event('C', [])],
      });
      await writer.store.append({ events: [event('B', ['x', 'y'])] });
      const found = async (...items: readonly QueryItem[]) =>
        (await readAll(reader.store, { items })).map(({ position }) => Number(position));
      same(await found({ types: ['A'] }), [1, 3]);
      same(await found({ types: ['C', 'B'] }), [2, 4, 5]);
      same(await found({ tags: ['x', 'y'] }), [3, 5]);
      same(await found({ types: ['B'], tags: ['x'] }), [5]);
      same(await found({ types: ['C'] }, { types: ['A'], tags: ['y'] }, { tags: ['x'] }), [1, 3, 4, 5]);
      same(await found({}), [1, 2, 3, 4, 5]);
      same(await found({ types: ['D'] }), []);
    },
  },
  {
    promise: 'an append is atomic: all of its events or none',
    async check(log) {
      const [writer, reader] = [await log.open(), await log.open()];
      await failsWith('invalid-append', writer.store.append({ events: [event('A', []), event('', [])] }));
      await writer.store.append({ events: [event('B', []), event('C', [])] });
      same(await wholeLog(reader.store), ['B', 'C']);
      same(new Set((await readAll(reader.store)).map(({ commitId }) => commitId)).size, 1);
    },
  },
  {
    promise: 'an event comes back as it was appended: type, version, tags, data and metadata',
    async check(log) {
      const [writer, reader] = [await log.open(), await log.open()];
      const data = {
        text: 'ü🙂\n\u0000',
        n: -1.5e-7,
        big: Number.MAX_SAFE_INTEGER,
        deep: [{ a: null, 'b.c': true, $d: [] }],
      };
      await writer.store.append({
        events: [{ type: 'T', version: 3, tags: ['a:1', 'b:2'], data }],
        metadata: { correlationId: 'c-1' },
      });
      const [found] = await readAll(reader.store);
      ok(found);
      same([found.type, found.version, found.tags, found.data], ['T', 3, ['a:1', 'b:2'], data]);
      same(found.metadata, { correlationId: 'c-1' });
      ok(found.recordedAt instanceof Date);
    },
  },
  {
    promise:
      'the time of a commit is never earlier than that of the one before it, whoever has a wrong clock',
    async check(log) {
      const [a, b] = [await log.open({ clockAheadMs: 60_000 }), await log.open({ clockAheadMs: -60_000 })];
      for (const { store } of [a, b, b, a, b]) await store.append({ events: [event('E', [])] });
      const reader = await log.open();
      const times = (await readAll(reader.store)).map(({ recordedAt }) => recordedAt.getTime());
      same(times.length, 5);
      same(
        times,
        times.toSorted((x, y) => x - y),
      );
    },
  },
  {
    promise: 'a clock that leaps far ahead is not believed: the times of those who come after go on',
    async check(log) {
      const leapt = await log.open({ clockAheadMs: 400 * 86_400_000 });
      const { commit } = await leapt.store.append({ events: [event('Leapt', [])] });
      const aheadMs = commit.recordedAt.getTime() - Date.now();
      ok(aheadMs > 0 && aheadMs < 6 * 60_000, `recorded ${aheadMs} ms ahead`);
      same(await wholeLog(leapt.store), ['Leapt']);
    },
  },
  {
    promise: 'what was written can be verified by anybody, against a head that was published',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      for (const { store } of [a, b, a]) await store.append({ events: letters('ab') });
      const { head, commits, fault } = await verifyChain(b.storage);
      same([Number(head.position), commits, fault], [6, 3, undefined]);
      await b.store.append({ events: letters('c') });
      same((await verifyChain(a.storage, { published: head })).fault, undefined);
      const other = { ...head, hash: head.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) };
      same((await verifyChain(a.storage, { published: other })).fault?.kind, 'recomputed');
      // Each hash follows from the one before it: the walk does not go on from another.
      same((await verifyChain(a.storage, { from: other })).fault?.kind, 'changed');
    },
  },
  {
    promise: 'what was acknowledged at one instance is seen by a read that begins after it at another',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      for (let count = 1; count <= 20; count += 1) {
        await a.store.append({ events: [event('E', ['t'])] });
        same(Number(await b.store.head()), count);
        same((await readAll(b.store, { items: [{ tags: ['t'] }] })).length, count);
      }
    },
  },
];
