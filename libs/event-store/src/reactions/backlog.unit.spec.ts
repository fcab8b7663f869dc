import { beforeEach, describe, expect, it } from '@jest/globals';
import { deferred } from '../async';
import { type Position, START, toPosition } from '../contract';
import { Backlog } from './backlog';
import type { BacklogChanges, DecidedItem, KeptEvent } from './backlog-item';
import type { ParkedItems } from './mongo';

const [FIRST, SECOND] = [toPosition(1), toPosition(2)];

const kept = (position: Position): KeptEvent => ({
  ...{ position, key: 'k', commitId: `commit-${position}`, state: 'waiting' },
});
const decision = (action: DecidedItem['action']): DecidedItem => ({
  ...{ position: FIRST, key: 'k', state: 'waiting', action, at: new Date(0) },
});
const failure = { position: FIRST, attempts: 1, error: 'It is refused.' };

let read: ReturnType<typeof deferred<readonly KeptEvent[]>>;
let backlog: Backlog;
const { signal } = new AbortController();

/** What is to be stored now. */
const collect = (...decided: DecidedItem[]): BacklogChanges => ({ ...backlog.collect(), decided });

beforeEach(async () => {
  read = deferred();
  const items = {
    keptAfter: async () => [],
    queued: async () => [{ key: 'k', size: 2, blocked: false }],
    waiting: () => read.promise,
  };
  backlog = await Backlog.load(items as unknown as ParkedItems, START);
});

it('does not give what is done once more when it is stored to be done while the next are read', async () => {
  backlog.done('k', FIRST);
  const changes = collect();
  const next = backlog.next('k', signal);
  backlog.stored(changes);
  // The read began before.
  read.resolve([kept(FIRST), kept(SECOND)]);
  expect(await next).toEqual([kept(SECOND)]);
});

describe.each(['skip', 'retry'] as const)('to %s what is being tried', (action) => {
  it('lets its key go on when it fails before that is stored', async () => {
    backlog.park('k', failure);
    expect(backlog.stored(collect(decision(action)))).toEqual(['k']);
    read.resolve([kept(SECOND)]);
    expect(await backlog.next('k', signal)).toEqual([kept(SECOND)]);
  });
});

describe('to skip what is being tried', () => {
  it('is not undone when it fails while that is stored, and lets its key go on', async () => {
    const changes = collect(decision('skip'));
    backlog.park('k', failure);
    expect(backlog.stored(changes)).toEqual(['k']);
    expect(collect().failed).toEqual([]);
    read.resolve([kept(SECOND)]);
    expect(await backlog.next('k', signal)).toEqual([kept(SECOND)]);
  });

  it('passes it over when it fails afterwards', () => {
    expect(backlog.stored(collect(decision('skip')))).toEqual([]);
    expect(backlog.isSkipped(FIRST)).toBe(true);
  });
});

it('to retry what fails while that is stored leaves it parked', () => {
  const changes = collect(decision('retry'));
  backlog.park('k', failure);
  expect(backlog.stored(changes)).toEqual([]);
  expect(collect().failed).toEqual([failure]);
});
