import { expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BSON } from 'mongodb';
import { type Commit, type CommitMetadata, type EventData, EVERYTHING } from '../../contract';
import { commitsOf } from '../../testing/scenarios';
import { fromStored, type StoredCommit, toStored } from '../mongo';
import { heapBytes } from './heap-bytes';
import { Window } from './window';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const event = (data: EventData['data'], tags: readonly string[] = ['a']): EventData => ({
  type: 'MoneyDeposited',
  version: 1,
  tags,
  data,
});

interface Kind {
  readonly kind: string;
  readonly count: number;
  readonly events: (n: number) => readonly EventData[];
  readonly metadata?: CommitMetadata;
}

const times = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const KINDS: readonly Kind[] = [
  { kind: 'small ones', count: 8_000, events: (n) => [event({ amount: '12.50' }, [`account:${n}`])] },
  {
    kind: 'many events',
    count: 100,
    events: () => times(256, (n) => event({ account: `a-${n}`, amount: n })),
  },
  {
    kind: 'many tags',
    count: 1_000,
    events: (n) => [
      event(
        {},
        times(32, (tag) => `tag-${tag}-${n}`.padEnd(100, 'x')),
      ),
    ],
  },
  { kind: 'long texts', count: 400, events: () => [event({ text: 'x'.repeat(20_000) })] },
  { kind: 'texts beyond Latin-1', count: 200, events: () => [event({ text: 'ж'.repeat(20_000) })] },
  { kind: 'numbers', count: 400, events: () => [event({ list: times(1_000, (n) => n + 0.5) })] },
  {
    kind: 'lines',
    count: 600,
    events: () => [event({ lines: times(50, (n) => ({ sku: `sku-${n}`, price: '1.00' })) })],
  },
  {
    kind: 'much metadata',
    count: 600,
    events: () => [event({})],
    metadata: Object.fromEntries(times(20, (n) => [`member${n}`, 'x'.repeat(500)])),
  },
];

/** As they come from the database, where nothing is shared between them. */
const stored = ({ count, events, metadata = {} }: Kind): readonly Uint8Array[] =>
  commitsOf(times(count, events)).map((commit) => BSON.serialize(toStored({ ...commit, metadata })));

/** Bytes in use once nothing more goes: what earlier spec files of this process left is freed over some turns. */
const heapUsed = async (): Promise<number> => {
  for (let last = Number.POSITIVE_INFINITY; ;) {
    collectGarbage();
    await nextTurn();
    const { heapUsed: used } = process.memoryUsage();
    if (last - used < 10_000) return used;
    last = used;
  }
};

it.each(KINDS)('what a window keeps is known within 30 % of what the heap holds: $kind', async (kind) => {
  const documents = stored(kind);
  const window = new Window(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  let said = 0;
  const before = await heapUsed();
  for (const document of documents) {
    const commit: Commit = fromStored(BSON.deserialize(document) as StoredCommit);
    said += heapBytes(commit);
    window.append([commit]);
  }
  window.matching({ items: [{ tags: ['a'] }] }, window.start);
  const held = (await heapUsed()) - before;
  expect(window.matching(EVERYTHING, window.start).length).toBeGreaterThanOrEqual(kind.count);
  expect(said / held).toBeGreaterThan(0.7);
  expect(said / held).toBeLessThan(1.3);
});
