import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { type EventData, type JsonValue, type RecordedEvent, toPosition } from '../contract';
import { EventStore } from '../event-store';
import { type DeclaredEventType, EventLog } from '../log';
import { decisionModel, type Snapshot, type SnapshotForm } from '../models';
import { MemoryCommits, MemoryCommitStorage, MemorySnapshotStorage } from '../testing';

type Paid = EventData<'Paid', { readonly cents: number }>;

const GOOD: SnapshotForm<number> = { version: 1, every: 1, encode: (cents) => cents, decode: Number };
/** What the model does with snapshots; each test may break it. */
let form = GOOD;

const balance = decisionModel({
  name: 'balance',
  query: () => ({ items: [{ types: ['Paid'] }] }),
  initial: 0,
  evolve: (sum, { data }: RecordedEvent<Paid>) => sum + data.cents,
  snapshot: {
    version: 1,
    every: 1,
    encode: (state) => form.encode(state),
    decode: (json) => form.decode(json),
  },
})();

/** Today's type, where the first version told euros: what they are upcast by is given. */
const paidType = (upcast: (data: object) => object, version = 2): DeclaredEventType => ({
  type: 'Paid',
  version,
  schema: z.object({}),
  upcasts: Object.fromEntries(Array.from({ length: version - 1 }, (_, index) => [index + 1, upcast])),
});
const times = (factor: number) => (data: object) => ({ cents: Number(Reflect.get(data, 'cents')) * factor });

let commits: MemoryCommits;
let kept: MemorySnapshotStorage;
let warnings: string[];

beforeEach(() => {
  form = GOOD;
  commits = new MemoryCommits();
  kept = new MemorySnapshotStorage();
  warnings = [];
  jest.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)));
});
afterEach(() => void jest.restoreAllMocks());

/** A store that knows nothing yet. */
const cold = async (types?: readonly DeclaredEventType[]) =>
  new EventStore(await EventLog.open(new MemoryCommitStorage(commits), types && { eventTypes: types }), {
    snapshots: kept,
  });

const balanceOf = async (store: EventStore) => (await store.stateOf(balance)).state;

/** Forty, at first without any type declared, and the snapshot of it where one can be kept. */
const paidForty = async () => {
  const store = await cold();
  await store.append({ events: [{ type: 'Paid', version: 1, tags: [], data: { cents: 40 } }] });
  expect(await balanceOf(store)).toBe(40);
  await new Promise(setImmediate);
};

const breaking = (change: Partial<Record<keyof SnapshotForm<number>, unknown>>) => (): void => {
  form = { ...GOOD, ...(change as Partial<SnapshotForm<number>>) };
};
/** Anybody may have written where snapshots are kept. */
const NONE = { position: 'x' } as unknown as Snapshot;
const fail = (): never => {
  throw new Error('broken');
};
const instead = (change: object) => (): void => {
  kept.replace((snapshot) => ({ ...snapshot, ...change }));
};

describe('a snapshot', () => {
  it('is what a cold start begins with', async () => {
    await paidForty();
    instead({ state: 7 })();
    expect(await balanceOf(await cold())).toBe(7);
  });

  it('is looked for near the position first, where a later state tells how near it lies', async () => {
    const store = await cold();
    for (let cents = 1; cents <= 10; cents += 1)
      await store.append({ events: [{ type: 'Paid', version: 1, tags: [], data: { cents } }] });
    await balanceOf(store);
    await new Promise(setImmediate);
    const load = jest.spyOn(kept, 'load');
    const asked = () => load.mock.calls.splice(0).map(([, after, upTo]) => [after, upTo]);

    expect(await store.stateAt(balance, toPosition(5))).toEqual({ state: 15, position: 5 });
    expect(asked()).toEqual([[3, 5]]);

    load.mockResolvedValueOnce(undefined);
    const other = await cold();
    await other.stateOf(balance);
    asked();
    load.mockResolvedValueOnce(undefined);
    expect(await other.stateAt(balance, toPosition(8))).toEqual({ state: 36, position: 8 });
    expect(asked()).toEqual([
      [6, 8],
      [0, 8],
    ]);
  });

  it('is kept once, however many fold the same events at the same time', async () => {
    const store = await cold();
    await balanceOf(store);
    const save = jest.spyOn(kept, 'save');
    const paid = { type: 'Paid', version: 1, tags: [], data: { cents: 40 } };
    const done = await Promise.all(Array.from({ length: 5 }, () => store.decide({ balance }, () => [paid])));
    await Promise.all(done.map(async (each) => each.kind === 'written' && (await each.statesAtCommit())));
    await new Promise(setImmediate);
    const saved = save.mock.calls.flatMap(([, snapshots]) => snapshots.map(({ position }) => position));
    expect(saved.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    ['its storage cannot be read', () => void jest.spyOn(kept, 'load').mockImplementation(fail), 'read'],
    ['its storage gives what is none', () => void jest.spyOn(kept, 'load').mockResolvedValue(NONE), 'read'],
    ['it does not tell how much it folds', instead({ events: -1 }), 'read'],
    ['it lacks what belongs to it', instead({ upcasts: undefined }), 'read'],
    ['its form cannot decode it', breaking({ decode: fail }), 'decoded'],
    ['it is of another shape', instead({ state: { cents: 40 } }), 'decoded'],
    ['its state is gone', instead({ state: undefined }), 'decoded'],
  ])('costs speed and one warning, never an answer: %s', async (_, breakIt, done) => {
    await paidForty();
    breakIt();
    const store = await cold();
    expect(await balanceOf(store)).toBe(40);
    expect(await store.decide({ balance }, ({ balance: is }) => (is === 40 ? [] : fail()))).toMatchObject({
      kind: 'nothing',
    });
    await new Promise(setImmediate);
    const told = expect.stringMatching(new RegExp(`^Snapshots of decision model balance cannot be ${done};`));
    expect(warnings).toEqual([told]);
  });

  it.each([
    ['throws', fail],
    ['gives no JSON', () => undefined],
    ['gives what JSON would alter', (cents: number) => [cents, Number.NaN]],
  ])('is not kept, with one warning, when its form %s', async (_, encode) => {
    breaking({ encode })();
    await paidForty();
    expect(kept.all()).toEqual([]);
    const store = await cold();
    expect(await balanceOf(store)).toBe(40);
    await store.append({ events: [{ type: 'Paid', version: 1, tags: [], data: { cents: 2 } }] });
    expect(await balanceOf(store)).toBe(42);
    await new Promise(setImmediate);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('cannot be kept');
  });

  it.each([
    ['a corrected upcaster', [paidType(times(1))], [paidType(times(100))]],
    ['an upcaster with another text', [paidType(times(1))], [paidType(() => ({ cents: 4_000 }))]],
    ['a type that was declared since', undefined, [paidType(times(100))]],
    ['a new version', [paidType(times(10))], [paidType(times(10), 3)]],
  ])('is passed over after %s', async (_, before, after) => {
    await paidForty();
    await balanceOf(await cold(before));
    await new Promise(setImmediate);
    expect(await balanceOf(await cold(after))).toBe(4_000);
    expect(warnings).toEqual([]);
  });

  it('stays good for the same upcasters', async () => {
    await paidForty();
    const types = [paidType(times(100))];
    await balanceOf(await cold(types));
    await new Promise(setImmediate);
    instead({ state: 7 as JsonValue })();
    expect(await balanceOf(await cold(types))).toBe(7);
  });
});
