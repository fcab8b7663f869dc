import { describe, expect, it, jest } from '@jest/globals';
import { MemoryCommits, MemoryCommitStorage } from '../../testing';
import { EventLog } from '../event-log';
import { toPosition } from '../../contract';

const happened = { type: 'Happened', version: 1, tags: [], data: {} };

/** A process's view of a log, and how often it reads. */
const open = async (commits: MemoryCommits, windowEvents = 1_000) => {
  const storage = new MemoryCommitStorage(commits);
  const log = await EventLog.open(storage, { windowEvents });
  const reads = jest.spyOn(storage, 'commitsAfter');
  const append = (events: number) => log.append({ events: new Array(events).fill(happened) });
  const after = async (boundary: number, limit: number) =>
    (await log.tail.commitsAfter(toPosition(boundary), limit)).map(({ position }) => position);
  return { log, reads, append, after };
};

describe('whoever follows the log', () => {
  it('gets what this process knows from memory, in whole commits that begin within the limit', async () => {
    const { append, after, reads } = await open(new MemoryCommits());
    for (const events of [2, 1, 3, 1]) await append(events);
    reads.mockClear();

    expect(await after(2, 2)).toEqual([3, 4]);
    expect(await after(0, 100)).toEqual([1, 3, 4, 7]);
    expect(await after(6, 1)).toEqual([7]);
    expect(reads).not.toHaveBeenCalled();
  });

  it('gets it in order over both halves of what is kept, and reads what is kept no more', async () => {
    const { append, after, reads } = await open(new MemoryCommits(), 3);
    for (let count = 0; count < 8; count += 1) await append(1);
    reads.mockClear();

    expect(await after(4, 3)).toEqual([5, 6, 7]);
    expect(reads).not.toHaveBeenCalled();
    expect(await after(2, 4)).toEqual([3, 4, 5, 6]);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('reads what another process wrote, once for all who follow', async () => {
    const commits = new MemoryCommits();
    const { log, after, reads } = await open(commits);
    const elsewhere = await open(commits);
    await elsewhere.append(1);
    await elsewhere.append(2);

    expect(await after(0, 10)).toEqual([1, 2]);
    expect(log.tail.head).toBe(3);
    expect(await after(1, 10)).toEqual([2]);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('reads ahead of what this process knows, which then still knows no more than it has seen whole', async () => {
    const commits = new MemoryCommits();
    const { log, after } = await open(commits);
    const elsewhere = await open(commits);
    for (let count = 0; count < 5; count += 1) await elsewhere.append(1);

    expect(await after(3, 10)).toEqual([4, 5]);
    expect(log.tail.head).toBe(0);
    await log.tail.confirm();
    expect(log.tail.head).toBe(5);
  });
});

describe('a look at the end of the log', () => {
  const large = { ...happened, data: { text: 'x'.repeat(20_000) } };

  it('does not bring the last commit that is known again, when that is large', async () => {
    const { log, reads } = await open(new MemoryCommits());
    await log.append({ events: [large] });
    reads.mockClear();
    await log.tail.confirm();
    expect(reads.mock.calls.map(([boundary]) => boundary)).toEqual([1]);
  });

  it('goes on behind a commit that fills a page by itself', async () => {
    const commits = new MemoryCommits();
    const { log } = await open(commits);
    const elsewhere = await open(commits);
    await log.append({ events: [happened] });
    for (const event of [large, happened, large]) await elsewhere.log.append({ events: [event] });
    const { storage } = log;
    const read = storage.commitsAfter.bind(storage);
    storage.commitsAfter = async (boundary, limit) => {
      const { commits: found } = await read(boundary, limit);
      return { commits: found.slice(0, 1), more: found.length > 1 };
    };
    await log.tail.confirm();
    expect(log.tail.head).toBe(4);
  });

  describe('that opens a log of large commits', () => {
    const MIB = 1024 * 1024;
    const COMMITS = 128;
    const PAGE = 8;

    const logOfLargeCommits = async () => {
      const commits = new MemoryCommits();
      const { log } = await open(commits);
      const events = [{ ...happened, data: { text: 'x'.repeat(MIB - 1_000) } }];
      for (let count = 0; count < COMMITS; count += 1) await log.append({ events });
      const storage = new MemoryCommitStorage(commits);
      const read = storage.commitsAfter.bind(storage);
      let commitsRead = 0;
      storage.commitsAfter = async (boundary, limit) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        const page = (await read(boundary, limit)).commits;
        commitsRead += Math.min(PAGE, page.length);
        return { commits: page.slice(0, PAGE), more: page.length > PAGE };
      };
      return { storage, commitsRead: () => commitsRead };
    };

    it('reads no more than a window holds of it, however long that takes altogether', async () => {
      const { storage, commitsRead } = await logOfLargeCommits();
      const log = await EventLog.open(storage, { patienceMs: 100 });
      expect(log.tail.head).toBe(COMMITS);
      expect(commitsRead()).toBeLessThanOrEqual(64);
      // Enough of it to decide on.
      expect(log.tail.window.start).toBeLessThanOrEqual(COMMITS - PAGE);
    });
  });
});
