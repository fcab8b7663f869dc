import { describe, expect, it } from '@jest/globals';
import { EventLog } from '../log';
import { EVERYTHING, START } from '../contract';
import { MemoryCommitStorage } from '../testing';
import { BatchSize } from './batch-size';
import { follow } from './follow';
import { HeadWatch } from './head-watch';
import { deferred } from '../async';

const happened = { type: 'Happened', version: 1, tags: [], data: {} };
const LONG = 60_000;

describe('a reader at the end of the log', () => {
  it('looks once before it waits, and once when it is woken', async () => {
    const storage = new MemoryCommitStorage();
    const [log, elsewhere] = [await EventLog.open(storage), await EventLog.open(storage)];
    const woken = deferred<(position: number) => void>();
    const changes = (inserted: (position: number) => void) => {
      woken.resolve(inserted);
      return Promise.resolve();
    };
    const watch = new HeadWatch(log, changes, { firstMs: LONG, maxMs: LONG }, console);
    const looks: number[] = [];
    const read = log.storage.commitsAfter.bind(log.storage);
    const end = new AbortController();
    const batches = follow(log, watch, {
      query: EVERYTHING,
      after: START,
      size: new BatchSize({ maxEvents: 4, maxBytes: 1_000_000, batchMs: LONG }, 4),
      pauseMs: 0,
      idleMs: LONG,
      signal: end.signal,
    });
    log.storage.commitsAfter = (after, limit) => {
      looks.push(after);
      return read(after, limit);
    };

    const next = batches.next();
    const wake = await woken.promise;
    // What it does before it waits is over by then.
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    await elsewhere.append({ events: [happened] });
    wake(1);

    expect((await next).value).toMatchObject([{ position: 1 }]);
    expect(looks).toEqual([0, 0]);
    end.abort();
    await watch.close();
  });
});
