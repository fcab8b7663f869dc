import { afterEach, describe, expect, it } from '@jest/globals';
import { EventLog } from '../log';
import { toPosition } from '../contract';
import { MemoryCommits, MemoryCommitStorage } from '../testing';
import { HeadWatch, type Watch } from './head-watch';

const NEVER = new AbortController().signal;
const HOURLY = { firstMs: 3_600_000, maxMs: 3_600_000 };
const silent = { log: () => undefined, warn: () => undefined };
const watches: HeadWatch[] = [];

const reader = async (commits: MemoryCommits, watch: Watch, poll = HOURLY) => {
  const log = await EventLog.open(new MemoryCommitStorage(commits));
  const headWatch = new HeadWatch(log, watch, poll, silent);
  watches.push(headWatch);
  return { log, headWatch };
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
});
