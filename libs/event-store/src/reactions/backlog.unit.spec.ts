import { expect, it } from '@jest/globals';
import { deferred } from '../async';
import { START, toPosition } from '../contract';
import { Backlog } from './backlog';
import type { KeptEvent } from './backlog-item';
import type { ParkedItems } from './mongo';

const kept = (position: number): KeptEvent => ({
  position: toPosition(position),
  key: 'k',
  commitId: `commit-${position}`,
  state: 'waiting',
});

it('does not give what is done once more when it is stored to be done while the next are read', async () => {
  const read = deferred<readonly KeptEvent[]>();
  const items = {
    keptAfter: async () => [],
    queued: async () => [{ key: 'k', size: 2, blocked: false }],
    waiting: () => read.promise,
  };
  const backlog = await Backlog.load(items as unknown as ParkedItems, START);
  backlog.done('k', toPosition(1));
  const changes = { ...backlog.collect(), decided: [] };
  const next = backlog.next('k', new AbortController().signal);
  backlog.stored(changes);
  // The read began before.
  read.resolve([kept(1), kept(2)]);
  expect(await next).toEqual([kept(2)]);
});
