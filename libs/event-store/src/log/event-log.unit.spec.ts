import { beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyCommitStorage, MemoryCommits, MemoryCommitStorage } from '../testing';
import { EventLog } from './event-log';
import type { ReadOptions } from './reading';
import { type Position, toPosition } from '../contract';
import { tryWaitForPosition } from './wait-for-position';

const event = (tag: string) => ({ type: 'Happened', version: 1, tags: [tag], data: {} });
const red = { items: [{ tags: ['red'] }] };

let storage: FaultyCommitStorage;
/** Knows the first three events. */
let reader: EventLog;
/** Appends two more: 1 red, 2 blue, 3 red, 4 blue, 5 red. */
let writer: EventLog;

beforeEach(async () => {
  const commits = new MemoryCommits();
  writer = await EventLog.open(new MemoryCommitStorage(commits));
  for (const tag of ['red', 'blue', 'red']) await writer.append({ events: [event(tag)] });
  storage = new FaultyCommitStorage(new MemoryCommitStorage(commits));
  reader = await EventLog.open(storage);
  for (const tag of ['blue', 'red']) await writer.append({ events: [event(tag)] });
});

const positions = async (options?: ReadOptions, log = reader) => {
  const found: number[] = [];
  for await (const { position } of log.read(red, options)) found.push(position);
  return found;
};

describe('a place in the log', () => {
  it('is named by a position and a time that are such', async () => {
    const failing = expect.objectContaining({ code: 'invalid-options' });
    await expect(reader.boundaryOf(Number.NaN as Position)).rejects.toEqual(failing);
    await expect(reader.positionAt(new Date(Number.NaN))).rejects.toEqual(failing);
    const waiting = tryWaitForPosition(reader, Number.NaN, { timeoutMs: 0 });
    await expect(waiting).rejects.toEqual(failing);
  });
});

describe('a read', () => {
  it.each([
    ['all of it', {}, [1, 3, 5]],
    ['the first of it', { limit: 2 }, [1, 3]],
    ['the last of it', { limit: 2, backwards: true }, [5, 3]],
    ['what comes after a position that is known', { after: toPosition(1) }, [3, 5]],
    ['what comes after one that is not', { after: toPosition(4) }, [5]],
    ['nothing after the head', { after: toPosition(9) }, []],
  ])('finds what another instance has appended: %s', async (_, options, expected) => {
    expect(await positions(options)).toEqual(expected);
  });

  it('finds it, too, when the window has already forgotten where the known part ends', async () => {
    storage.nextTailRead(async (read) => {
      const page = await read();
      reader.tail.learn(page.commits);
      const last = page.commits.at(-1);
      if (last) reader.tail.window.restartAfter(last);
      return page;
    });
    expect(await positions()).toEqual([1, 3, 5]);
  });

  it('begins with what is known while the end of the log is looked at', async () => {
    let look = () => {};
    const looked = new Promise<void>((resolve) => (look = resolve));
    storage.nextTailRead(async (read) => {
      await looked;
      return read();
    });
    const events = reader.read(red);
    expect(await events.next()).toMatchObject({ value: { position: 1 } });
    expect(await events.next()).toMatchObject({ value: { position: 3 } });
    look();
    expect(await events.next()).toMatchObject({ value: { position: 5 } });
  });

  it.each([
    { after: Number.NaN },
    { after: -1 },
    { upTo: 1.5 },
    { upTo: '3' },
    { limit: Number.NaN },
    { limit: -1 },
  ])('is refused before anything is asked: %j', async (options) => {
    await expect(positions(options as ReadOptions)).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option: Object.keys(options)[0] },
    });
  });

  it('ends at the head of that look, though more is known when it comes to it', async () => {
    const events = reader.read(red);
    expect(await events.next()).toMatchObject({ value: { position: 1 } });
    while (reader.tail.head < 5) await new Promise(setImmediate);
    await writer.append({ events: [event('red')] });
    await reader.head();
    const rest = [await events.next(), await events.next(), await events.next()];
    expect(rest).toMatchObject([{ value: { position: 3 } }, { value: { position: 5 } }, { done: true }]);
  });

  it('fails when the look fails, unless nobody waits for it any more', async () => {
    const fail = () => Promise.reject(new Error('The database is away.'));
    storage.nextTailRead(fail);
    await expect(positions()).rejects.toThrow('The database is away.');
    storage.nextTailRead(fail);
    expect(await positions({ limit: 1 })).toEqual([1]);
  });
});
