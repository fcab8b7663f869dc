import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Commit, matches, type Position, type Query, START } from '../../contract';
import { MemoryCommitStorage } from '../../testing';
import { EventLog } from '../event-log';
import { SelectivePages } from './selective-pages';

const WANTED: Query = { items: [{ types: ['Wanted'] }, { tags: ['wanted'] }] };

const KINDS = {
  plain: { type: 'Happened', version: 1, tags: [], data: {} },
  byType: { type: 'Wanted', version: 1, tags: [], data: {} },
  byTag: { type: 'Happened', version: 1, tags: ['wanted'], data: {} },
} as const;
type Kind = keyof typeof KINDS;
const MOST_IN_COMMIT = 4;

/** A log whose window holds hardly anything, and what is asked of its storage. */
const logOf = async (commits: readonly (readonly Kind[])[], stretch = 8) => {
  const storage = new MemoryCommitStorage();
  const log = await EventLog.open(storage, { windowEvents: 2 });
  for (const kinds of commits) await log.append({ events: kinds.map((kind) => KINDS[kind]) });
  const given: number[] = [];
  const read = storage.commitsAfter.bind(storage);
  storage.commitsAfter = async (after, limit) => {
    const page = await read(after, limit);
    given.push(page.commits.length);
    return page;
  };
  return { log, storage, pages: new SelectivePages(storage, log.tail, WANTED, stretch), given };
};

/** Everything, page by page. */
const readAll = async ({ log, pages }: Awaited<ReturnType<typeof logOf>>, limit: number) => {
  const read: Commit[] = [];
  for (let after: Position = START; after < log.tail.head;) {
    const page = await pages.after(after, limit);
    read.push(...page);
    expect(page.flatMap(({ events }) => events).length).toBeLessThan(limit + MOST_IN_COMMIT);
    after = page.at(-1)?.lastPosition ?? log.tail.head;
  }
  return read;
};

const matching = (commits: readonly Commit[]) =>
  commits.flatMap(({ events }) =>
    events.filter((event) => matches(WANTED, event)).map(({ position }) => position),
  );

describe('pages for a reader that is asked about some of the events', () => {
  it('hold all of them once and in order, and end at a commit, however they lie', async () => {
    const kind = fc.oneof(
      { weight: 12, arbitrary: fc.constant<Kind>('plain') },
      { weight: 1, arbitrary: fc.constantFrom<Kind>('byType', 'byTag') },
    );
    const commits = fc.array(fc.array(kind, { minLength: 1, maxLength: MOST_IN_COMMIT }), {
      minLength: 1,
      maxLength: 80,
    });
    await fc.assert(
      fc.asyncProperty(commits, fc.integer({ min: 1, max: 20 }), async (kinds, limit) => {
        const made = await logOf(kinds);
        const all = (await made.storage.commitsAfter(START, 1_000)).commits;
        const read = await readAll(made, limit);
        expect(matching(read)).toEqual(matching(all));
        expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
        expect(read.every(({ id, hash }) => all.some((one) => one.id === id && one.hash === hash))).toBe(
          true,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('leave out what does not matter where little does, except where a page ends', async () => {
    const kinds = Array.from({ length: 400 }, (_, at): Kind[] => [at % 100 === 50 ? 'byType' : 'plain']);
    const made = await logOf(kinds, 40);
    const read = await readAll(made, 16);
    expect(matching(read)).toEqual([51, 151, 251, 351]);
    // A page to begin with, one commit of each stretch of 40, and the last stretch, which is too near to be worth it.
    expect(read.length).toBeLessThanOrEqual(16 + 4 + 400 / 40 + 40);
  });

  it('hold everything again where much matters', async () => {
    const kinds = Array.from({ length: 200 }, (_, at): Kind[] => [at < 100 ? 'plain' : 'byTag']);
    const made = await logOf(kinds);
    expect(matching(await readAll(made, 16))).toHaveLength(100);
    expect(made.given.filter((commits) => commits === 16).length).toBeGreaterThan(4);
  });
});
