import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryCommits, MemoryCommitStorage } from '../../../testing';
import type { Commit } from '../../../contract';
import { EventLog } from '../../event-log';
import { verifyChain } from '../../chain';
import { MemoryRegistry } from './memory-registry.fixture';
import type { Heartbeat, WriterRegistry } from './registry';
import { slotAt, slotMs } from './slot-schedule';
import { deferred } from '../../../async';

/** Counts the batches that lost a race, and when the others were stored. */
class CountingStorage extends MemoryCommitStorage {
  lost = 0;
  readonly storedAt: number[] = [];

  constructor(
    commits: MemoryCommits,
    private readonly insertMs = 0,
  ) {
    super(commits);
  }

  override async insert(commits: readonly Commit[]): Promise<void> {
    await delay(this.insertMs);
    try {
      await super.insert(commits);
      this.storedAt.push(Date.now());
    } catch (error) {
      this.lost += 1;
      throw error;
    }
  }
}

const writer = (id: string, insertMs = 1, seenAt = new Date()): Heartbeat => ({ id, insertMs, seenAt });

/** Appends by some workers, each going on when it has been told. */
const appends = (log: EventLog, workers: number, each: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: workers }, async () => {
      for (let append = 0; append < each; append += 1) {
        await log.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
      }
    }),
  );

const race = async (
  registry?: WriterRegistry,
): Promise<{ readonly lost: number; readonly events: number }> => {
  const commits = new MemoryCommits();
  const storages = Array.from({ length: 3 }, () => new CountingStorage(commits));
  const logs = await Promise.all(
    storages.map((storage) => EventLog.open(storage, {}, registry && { registry })),
  );
  await Promise.all(logs.map((log) => appends(log, 4, 150)));
  await Promise.all(logs.map((log) => log.close()));
  const [storage] = storages;
  const verified = storage && (await verifyChain(storage));
  expect(verified?.fault).toBeUndefined();
  return { lost: storages.reduce((sum, { lost }) => sum + lost, 0), events: commits.byPosition.length };
};

describe('write slots', () => {
  const writers = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 9 });

  it('are one writer’s at any time, whoever looks, and everyone’s once in a cycle', () => {
    fc.assert(
      fc.property(
        writers,
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.nat(2 ** 40),
        (ids, insertMs, now) => {
          const known = ids.map((id) => writer(id, insertMs));
          const other = known.toReversed();
          expect(ids.filter((id) => slotAt(known, id, now).mine)).toHaveLength(1);
          expect(ids.filter((id) => slotAt(other, id, now).mine)).toEqual(
            ids.filter((id) => slotAt(known, id, now).mine),
          );
          // In the middle of a slot, so that no rounding decides which it is.
          const middle = (Math.floor(now / slotMs(known)) + 0.5) * slotMs(known);
          const owners = ids.map((_, slot) =>
            ids.find((id) => slotAt(known, id, middle + slot * slotMs(known)).mine),
          );
          expect(new Set(owners).size).toBe(ids.length);
        },
      ),
    );
  });

  it('are long enough for six inserts of the slowest writer', () => {
    expect(slotMs([writer('a'), writer('b')])).toBe(40);
    expect(slotMs([writer('a'), writer('b', 6.7)])).toBe(80);
    expect(slotMs([writer('a'), writer('b'), writer('c'), writer('d', 30)])).toBe(320);
  });

  it('are taken by writers that lose races: these become few, and every append is stored once', async () => {
    const without = await race();
    const registry = new MemoryRegistry();
    const withSlots = await race(registry);
    expect([without.events, withSlots.events]).toEqual([1_800, 1_800]);
    expect(without.lost).toBeGreaterThan(50);
    expect(withSlots.lost).toBeLessThan(without.lost / 2);
    // They have closed, and left.
    expect(registry.present).toEqual([]);
  });

  it('that their owner leaves unused are free for all', async () => {
    const registry = new MemoryRegistry();
    const storage = new CountingStorage(new MemoryCommits(), 1);
    const log = await EventLog.open(storage, {}, { registry });
    const seen = () => registry.heartbeats(new Date(), writer('idle'));
    await seen();
    // It is a member, and never writes.
    const stay = setInterval(() => void seen(), 50);
    // In the second half: what is sent late in the slot before may be stored in the first.
    const inItsSlots = () =>
      storage.storedAt.filter((at) => {
        const { mine, elapsedMs, leftMs } = slotAt(registry.present, 'idle', at);
        return mine && elapsedMs > leftMs;
      });
    try {
      // Before its heartbeat is read there are no slots.
      while (registry.present.length < 2) await appends(log, 1, 20);
      storage.storedAt.length = 0;
      while (inItsSlots().length < 20) await appends(log, 1, 20);
    } finally {
      clearInterval(stay);
      await log.close();
    }
  });

  it('of others keep nobody waiting for the news that a batch is stored', async () => {
    const log = await EventLog.open(new MemoryCommitStorage());
    const [asked, othersSlot] = [deferred<undefined>(), deferred<undefined>()];
    const answers = [Promise.resolve(), othersSlot.promise];
    log.writer.coordinate({
      mayInsert: false,
      forward: (queue) => queue,
      untilMayInsert: async () => {
        if (answers.length === 1) asked.resolve(undefined);
        await answers.shift();
      },
      inserted: () => undefined,
      close: async () => undefined,
    });
    const told: number[] = [];
    const all = Array.from({ length: 400 }, async () => {
      const { commit } = await log.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
      told.push(commit.position);
    });
    // The first batch is full, and more than enough wait for the second.
    await asked.promise;
    expect(told).toHaveLength(256);

    othersSlot.resolve(undefined);
    await Promise.all(all);
    await log.close();
  });
});
