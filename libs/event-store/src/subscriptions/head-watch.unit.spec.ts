import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { deferred } from '../async';
import { EventLog } from '../log';
import { toPosition } from '../contract';
import { MemoryCommits, MemoryCommitStorage } from '../testing';
import { HeadWatch, type Watch } from './head-watch';

const NEVER = new AbortController().signal;
const HOURLY = { firstMs: 3_600_000, maxMs: 3_600_000 };
const watches: HeadWatch[] = [];

const reader = async (commits: MemoryCommits, watch: Watch, poll = HOURLY) => {
  const log = await EventLog.open(new MemoryCommitStorage(commits));
  const warnings: string[] = [];
  const logger = { log: () => undefined, warn: (message: string) => void warnings.push(message) };
  const headWatch = new HeadWatch(log, watch, poll, logger);
  watches.push(headWatch);
  return { log, headWatch, warnings };
};
const append = (log: EventLog) =>
  log.append({ events: [{ type: 'Happened', version: 1, tags: [], data: {} }] });

afterEach(() => Promise.all(watches.splice(0).map((watch) => watch.close())));

describe('a reader that waits at the head', () => {
  it('is woken by the appender in its own process', async () => {
    const { log, headWatch } = await reader(new MemoryCommits(), async () => undefined);
    const waiting = headWatch.beyond(toPosition(0), NEVER);
    await append(log);
    await waiting;
    expect(log.tail.head).toBe(1);
  });

  it('is woken by polling alone when nothing tells it', async () => {
    const commits = new MemoryCommits();
    const { log, headWatch } = await reader(commits, async () => undefined, { firstMs: 2, maxMs: 10 });
    const waiting = headWatch.beyond(toPosition(1), NEVER);
    const elsewhere = await EventLog.open(new MemoryCommitStorage(commits));
    await append(elsewhere);
    await append(elsewhere);
    await waiting;
    expect(log.tail.head).toBe(2);
  });

  it.each(Array.from({ length: 12 }, (_, turns) => turns))(
    'is woken when it waits again %i turns after it was told, as polling for nobody ends',
    async (turns) => {
      const commits = new MemoryCommits();
      const elsewhere = await EventLog.open(new MemoryCommitStorage(commits));
      const { log, headWatch } = await reader(commits, async () => undefined, { firstMs: 1, maxMs: 1 });
      await append(elsewhere);
      await headWatch.beyond(toPosition(0), NEVER);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();

      const again = headWatch.beyond(toPosition(1), NEVER);
      await append(elsewhere);
      await again;
      expect(log.tail.head).toBe(2);
    },
    2_000,
  );

  it('is woken by a change stream long before the next poll', async () => {
    const commits = new MemoryCommits();
    let tell: (position: number) => void = () => undefined;
    const { log, headWatch } = await reader(commits, async (inserted) => {
      tell = inserted;
    });
    const waiting = headWatch.beyond(toPosition(0), NEVER);
    // The first look finds nothing; the next is an hour away.
    await log.tail.confirm();
    await append(await EventLog.open(new MemoryCommitStorage(commits)));
    tell(1);
    await waiting;
    expect(log.tail.head).toBe(1);
  });

  it('finds the end known already, where the process keeps up with it', async () => {
    const commits = new MemoryCommits();
    const { log, headWatch } = await reader(commits, async () => undefined, { firstMs: 2, maxMs: 10 });
    headWatch.keepUp();
    const known = new Promise((resolve) => log.tail.onAdvance(resolve));
    await append(await EventLog.open(new MemoryCommitStorage(commits)));
    expect(await known).toBe(1);
    await headWatch.beyond(toPosition(0), NEVER);
  });

  it('is let go when it stops, and when the watch closes', async () => {
    const { headWatch } = await reader(new MemoryCommits(), async () => undefined);
    const stop = new AbortController();
    const stopped = headWatch.beyond(toPosition(0), stop.signal);
    const closed = headWatch.beyond(toPosition(0), NEVER);
    stop.abort();
    await stopped;
    await headWatch.close();
    await closed;
    expect.assertions(0);
  });

  it('tells nothing of a look that fails once it is closed, and has closed when that look has ended', async () => {
    const { log, headWatch, warnings } = await reader(new MemoryCommits(), async () => undefined);
    const asked = deferred<undefined>();
    const answer = deferred<undefined>();
    jest.spyOn(log.tail, 'look').mockImplementation(() => {
      asked.resolve(undefined);
      return answer.promise;
    });
    void headWatch.beyond(toPosition(1), NEVER);
    await asked.promise;
    const closed = headWatch.close();
    answer.reject(new Error('connection closed'));
    await closed;
    expect(warnings).toEqual([]);
  });
});
