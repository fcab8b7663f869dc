// Run by its spec in a process of its own, `node --expose-gc`: the heap of one that runs specs is large, and never at rest.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BSON } from 'mongodb';
import { type Commit, type CommitMetadata, type EventData, EVERYTHING } from '../../contract';
import { commitsOf } from '../../testing/scenarios';
import { fromStored, type StoredCommit, toStored } from '../mongo';
import { heapBytes } from './heap-bytes';
import { Window } from './window';

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

/** Bytes in use once nothing more goes. */
const heapUsed = async (): Promise<number> => {
  for (let last = Number.POSITIVE_INFINITY; ;) {
    globalThis.gc?.();
    await nextTurn();
    const { heapUsed: used } = process.memoryUsage();
    if (last - used < 10_000) return used;
    last = used;
  }
};

/** What is said of the commits in a window, as a share of what the heap holds for them. */
const saidOfHeld = async (kind: Kind): Promise<number> => {
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
  if (window.matching(EVERYTHING, window.start).length < kind.count) throw new Error('They are not in it.');
  return said / held;
};

const shares: [string, number][] = [];
for (const kind of KINDS) shares.push([kind.kind, await saidOfHeld(kind)]);
console.log(JSON.stringify(shares));
