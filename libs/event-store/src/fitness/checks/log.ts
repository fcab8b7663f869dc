import { serverCode } from '../../driver';
import type { Query } from '../../contract';
import type { Check } from '../check';
import { commitAt, event, rangeOf, scratchLog } from '../commits';
import type { Scratch } from '../scratch';
import { raceOf } from './race';

const DUPLICATE_KEY = 11_000;
const USE_MONGODB = 'Use a MongoDB replica set: the log cannot keep its promises here.';

const codeOf = (error: unknown): number | string => serverCode(error) ?? 'an error without a code';

const uniqueIndex: Check<Scratch> = {
  name: 'unique-index',
  asked: 'for an ordered insert of three commits, the second at the position of the first',
  expected: 'error 11000, and only the first stored',
  remedy: USE_MONGODB,
  differs: async (scratch) => {
    const log = scratchLog(scratch);
    const commits = [
      commitAt(101, [event('A', [])]),
      commitAt(101, [event('A', [])], 'second'),
      commitAt(102, [event('A', [])], 'third'),
    ];
    const code = await log.insert(commits).then(() => 'no error', codeOf);
    const found = await log.commitsById(commits.map(({ id }) => id));
    const stored = found.flatMap((one) => ('commit' in one ? [one.commit.id] : []));
    return code === DUPLICATE_KEY && stored.join() === commits[0]?.id
      ? undefined
      : `${typeof code === 'string' ? code : `error ${code}`}, and ${stored.length} stored`;
  },
};

const onePosition: Check<Scratch> = {
  name: 'compare-and-swap',
  asked: 'for 16 inserts at one position at the same time, and 16 updates of one value',
  expected: 'one winner each',
  remedy: USE_MONGODB,
  differs: async (scratch) => {
    const log = scratchLog(scratch);
    const { documents } = scratch;
    await documents.insertOne({ _id: 'raced', value: 0 });
    const inserts = await raceOf((by) =>
      log.insert([commitAt(201, [event('A', [])], `raced by ${by}`)]).then(
        () => true,
        () => false,
      ),
    );
    const updates = await raceOf(async (by) => {
      const { matchedCount } = await documents.updateOne({ _id: 'raced', value: 0 }, { $set: { value: by } });
      return matchedCount === 1;
    });
    return inserts === 1 && updates === 1 ? undefined : `${inserts} and ${updates} winners`;
  },
};

const COMMITS = [
  commitAt(1, [event('A', ['x']), event('B', ['y'])]),
  commitAt(3, [event('A', ['x', 'y']), event('C', ['z'])]),
  commitAt(5, [event('B', ['x']), event('A', ['y'])]),
];

/** Queries, and the positions of the commits that hold an event which matches. */
const QUERIES: readonly (readonly [Query, string])[] = [
  [{ items: [] }, '1,3,5'],
  [{ items: [{ types: ['B'] }] }, '1,5'],
  [{ items: [{ tags: ['z'] }] }, '3'],
  // Not the first: it has type and tag, but in different events.
  [{ items: [{ types: ['A'], tags: ['y'] }] }, '3,5'],
  [{ items: [{ tags: ['x', 'y'] }] }, '3'],
  [{ items: [{ tags: ['z'] }, { types: ['B'], tags: ['y'] }] }, '1,3'],
];

const filters: Check<Scratch> = {
  name: 'filters',
  asked: 'for commits of several events by type, by tag, and by both',
  expected: 'exactly those with an event that matches',
  remedy: USE_MONGODB,
  differs: async (scratch) => {
    const log = scratchLog(scratch);
    await log.insert(COMMITS);
    for (const [query, expected] of QUERIES) {
      const found: number[] = [];
      for await (const page of log.scan(query, rangeOf(0, 6), 'forwards'))
        found.push(...page.map(({ position }) => position));
      const one = await log.positionMatching(query, rangeOf(0, 6), []);
      const holder = COMMITS.find(({ lastPosition }) => one !== undefined && one <= lastPosition);
      if (found.join() !== expected) return `${found.length} commits for ${JSON.stringify(query.items)}`;
      if (!expected.includes(String(holder?.position)))
        return `none of them for ${JSON.stringify(query.items)}`;
    }
    return undefined;
  },
};

const DATA = { 'a.b': 1, $c: { '$d.e': [null] }, '': 'empty' };

const json: Check<Scratch> = {
  name: 'json',
  asked: 'to store JSON with keys that have dots, begin with $, or are empty',
  expected: 'the same back',
  remedy: 'Use a server of MongoDB 5.0 or later.',
  differs: async (scratch) => {
    const log = scratchLog(scratch);
    const commit = commitAt(301, [event('A', [], DATA)]);
    await log.insert([commit]);
    const [found] = await log.commitsById([commit.id]);
    const [back] = found && 'commit' in found ? found.commit.events : [];
    return JSON.stringify(back?.data) === JSON.stringify(DATA) ? undefined : JSON.stringify(back ?? null);
  },
};

/** What the log rests on. */
export const LOG_TRIALS: readonly Check<Scratch>[] = [uniqueIndex, onePosition, filters, json];
