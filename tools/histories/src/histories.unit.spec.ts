import { describe, expect, it } from '@jest/globals';
import type { CommitStorage } from '@event-sourcing/event-store';
import type { InstanceOptions } from './clients/instance';
import type { HistoryOptions } from './run-history';
import type { Violation } from './judge/violation';
import { inVirtualTime } from './virtual-time';

const { openStore } = await import('./clients/instance');
const { SimulatedDatabase } = await import('./database/simulated-database');
const { judge } = await import('./judge/judge');
const { runHistory } = await import('./run-history');

type Rule = Violation['rule'];

const historyOf = (options: HistoryOptions) => inVirtualTime(options.seed, () => runHistory(options));

/** A storage that breaks a promise, over a good one. */
const over = (good: CommitStorage, broken: Partial<CommitStorage>): CommitStorage =>
  new Proxy(good, {
    get: (target, member) => {
      const value: unknown = Reflect.get(broken, member) ?? Reflect.get(target, member);
      const bound: unknown = typeof value === 'function' ? value.bind(target) : value;
      return bound;
    },
  });

/** Instances whose storage, or what else they work with, breaks a promise. */
const opening = (
  breakStorage: (good: CommitStorage) => Partial<CommitStorage>,
  breakOptions: (options: InstanceOptions) => InstanceOptions = (options) => options,
): Partial<HistoryOptions> => ({
  open: (storage, options) => openStore(over(storage, breakStorage(storage)), breakOptions(options)),
});

class UniqueIdsOnly extends SimulatedDatabase {
  protected override isTaken(): boolean {
    return false;
  }
}

describe('a random history', () => {
  it.each([5, 7, 9])('of seed %i keeps every promise', async (seed) => {
    const history = await historyOf({ seed, commands: 300 });
    expect(judge(history)).toEqual([]);
    expect(history.answered).toBeGreaterThanOrEqual(300);
    expect(history.restarts).toBeGreaterThan(0);
  });

  it('happens again just so under the same seed', async () => {
    const [one, same, other] = [
      await historyOf({ seed: 7, commands: 100 }),
      await historyOf({ seed: 7, commands: 100 }),
      await historyOf({ seed: 8, commands: 100 }),
    ];
    expect(same.tries).toEqual(one.tries);
    expect(other.tries).not.toEqual(one.tries);
  });

  it.each<[string, Partial<HistoryOptions>, Rule]>([
    [
      'the index lets two commits have one position',
      { database: new UniqueIdsOnly() },
      'positions have no gap and no second owner',
    ],
    [
      'appends are acknowledged before they are stored',
      opening((good) => ({
        insert: async (commits) => void good.insert(commits).catch(() => undefined),
      })),
      'what was acknowledged is in the log',
    ],
    ['look-ups by id find nothing', opening(() => ({ commitsById: async () => [] })), 'a key has one story'],
    [
      'conditions are judged by the window alone',
      opening(() => ({ positionMatching: async () => undefined })),
      'what is written was allowed where it lies',
    ],
    [
      'every other look at the end of the log shows nothing new',
      opening((good) => {
        let looks = 0;
        return {
          commitsAfter: async (boundary, limit) => {
            looks += 1;
            const page = await good.commitsAfter(boundary, limit);
            // Nothing but the last one that was known.
            return looks % 2 === 0 ? { commits: page.commits.slice(0, 1), more: false } : page;
          },
        };
      }),
      'a read is a snapshot, no older than what was known',
    ],
    [
      'snapshots are those of another state',
      opening(
        () => ({}),
        ({ snapshots: good, ...options }) => ({
          ...options,
          ...(good && {
            snapshots: {
              load: (key, after, upTo) => good.load(key, after, upTo),
              save: (key, taken) =>
                good.save(
                  key,
                  taken.map((snapshot) => ({ ...snapshot, state: 1_000 })),
                ),
              forget: (key, belowRank) => good.forget(key, belowRank),
            },
          }),
        }),
      ),
      'an answer is as of its place',
    ],
  ])('finds that %s', async (_, fault, rule) => {
    const violations = judge(await historyOf({ seed: 7, commands: 300, ...fault }));
    expect(violations.map((one) => one.rule)).toContain(rule);
  });
});
