import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryCommits, MemoryCommitStorage } from '../../../testing';
import type { Commit } from '../../../contract';
import { EventLog } from '../../event-log';
import { verifyChain } from '../../chain';
import type { WriterAtWork, WriterRoster } from './roster';
import { turnAt, turnMs } from './schedule';
import { Turns } from './turns';

class MemoryRoster implements WriterRoster {
  readonly #writers = new Map<string, WriterAtWork>();

  async meet(since: Date, me: WriterAtWork | undefined): Promise<readonly WriterAtWork[]> {
    if (me) this.#writers.set(me.id, me);
    return this.present.filter(({ seenAt }) => seenAt > since);
  }

  async leave(id: string): Promise<void> {
    this.#writers.delete(id);
  }

  get present(): readonly WriterAtWork[] {
    return [...this.#writers.values()];
  }
}

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

const writer = (id: string, insertMs = 1, seenAt = new Date()): WriterAtWork => ({ id, insertMs, seenAt });

/** Appends by some workers, each going on when it has been told. */
const appends = (log: EventLog, workers: number, each: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: workers }, async () => {
      for (let turn = 0; turn < each; turn += 1) {
        await log.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
      }
    }),
  );

const race = async (roster?: WriterRoster): Promise<{ readonly lost: number; readonly events: number }> => {
  const commits = new MemoryCommits();
  const storages = Array.from({ length: 3 }, () => new CountingStorage(commits));
  const logs = await Promise.all(storages.map((storage) => EventLog.open(storage, {}, roster)));
  await Promise.all(logs.map((log) => appends(log, 4, 150)));
  await Promise.all(logs.map((log) => log.close()));
  const [storage] = storages;
  const verified = storage && (await verifyChain(storage));
  expect(verified?.fault).toBeUndefined();
  return { lost: storages.reduce((sum, { lost }) => sum + lost, 0), events: commits.byPosition.length };
};

describe('turns', () => {
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
          expect(ids.filter((id) => turnAt(known, id, now).mine)).toHaveLength(1);
          expect(ids.filter((id) => turnAt(other, id, now).mine)).toEqual(
            ids.filter((id) => turnAt(known, id, now).mine),
          );
          // In the middle of a turn, so that no rounding decides which it is.
          const middle = (Math.floor(now / turnMs(known)) + 0.5) * turnMs(known);
          const owners = ids.map((_, turn) =>
            ids.find((id) => turnAt(known, id, middle + turn * turnMs(known)).mine),
          );
          expect(new Set(owners).size).toBe(ids.length);
        },
      ),
    );
  });

  it('are long enough for six inserts of the slowest writer', () => {
    expect(turnMs([writer('a'), writer('b')])).toBe(40);
    expect(turnMs([writer('a'), writer('b', 6.7)])).toBe(80);
    expect(turnMs([writer('a'), writer('b'), writer('c'), writer('d', 30)])).toBe(320);
  });

  it('are taken by writers that lose races: these become few, and every append is stored once', async () => {
    const without = await race();
    const roster = new MemoryRoster();
    const withTurns = await race(roster);
    expect([without.events, withTurns.events]).toEqual([1_800, 1_800]);
    expect(without.lost).toBeGreaterThan(50);
    expect(withTurns.lost).toBeLessThan(without.lost / 2);
    // They have closed, and left.
    expect(roster.present).toEqual([]);
  });

  it('that their owner leaves unused are anybody’s', async () => {
    const roster = new MemoryRoster();
    const storage = new CountingStorage(new MemoryCommits(), 1);
    const log = await EventLog.open(storage, {}, roster);
    const seen = () => roster.meet(new Date(), writer('idle'));
    await seen();
    // Seen again and again: it takes part, and never writes.
    const stay = setInterval(() => void seen(), 50);
    // In the second half: what is sent late in the turn before may be stored in the first.
    const inItsTurns = () =>
      storage.storedAt.filter((at) => {
        const { mine, elapsedMs, leftMs } = turnAt(roster.present, 'idle', at);
        return mine && elapsedMs > leftMs;
      });
    try {
      // Before it is met no turn is anybody's.
      while (roster.present.length < 2) await appends(log, 1, 20);
      storage.storedAt.length = 0;
      while (inItsTurns().length < 20) await appends(log, 1, 20);
    } finally {
      clearInterval(stay);
      await log.close();
    }
  });

  it('of others keep nobody waiting for the news that a batch is stored', async () => {
    const log = await EventLog.open(new CountingStorage(new MemoryCommits()), {}, new MemoryRoster());
    const othersTurn = Promise.withResolvers<undefined>();
    const free = jest.spyOn(Turns.prototype, 'free', 'get').mockReturnValue(false);
    const take = jest
      .spyOn(Turns.prototype, 'take')
      .mockResolvedValueOnce()
      .mockReturnValue(othersTurn.promise);
    const told: number[] = [];
    const all = Array.from({ length: 400 }, async () => {
      const { commit } = await log.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
      told.push(commit.position);
    });
    // The first batch is full, and more than enough wait for the second.
    while (told.length < 256 || take.mock.calls.length < 2) await delay(1);
    expect(told).toHaveLength(256);

    free.mockRestore();
    take.mockRestore();
    othersTurn.resolve(undefined);
    await Promise.all(all);
    await log.close();
  });
});
