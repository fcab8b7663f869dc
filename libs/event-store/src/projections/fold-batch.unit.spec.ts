import { describe, expect, it } from '@jest/globals';
import { type RecordedEvent, toPosition } from '../contract';
import { foldBatch, keysOf } from './fold-batch';
import { readModel } from './projection';

interface Moved {
  readonly type: 'Moved';
  readonly version: number;
  readonly tags: readonly string[];
  readonly data: { readonly from: string; readonly to: string };
}

const moved = (position: number, from: string, to: string): RecordedEvent<Moved> => ({
  type: 'Moved',
  version: 1,
  tags: [],
  data: { from, to },
  position: toPosition(position),
  recordedAt: new Date(0),
  commitId: 'c',
  metadata: {},
});

const balances = readModel<{ readonly balance: number }, Moved>({
  keys: ({ data: { from, to } }) => [from, to],
  evolve: (state, { data }, key) => {
    const balance = (state?.balance ?? 0) + (key === data.to ? 1 : 0) - (key === data.from ? 1 : 0);
    if (balance === state?.balance) return state;
    return balance === 0 ? undefined : { balance };
  },
});

describe('a batch', () => {
  it('is folded in order into the documents of every key of its events, absent ones included', () => {
    const changes = foldBatch('moves.balances', balances, new Map([['a', { balance: 2 }]]), [
      moved(4, 'a', 'b'),
      moved(5, 'a', 'c'),
    ]);
    expect(Object.fromEntries(changes)).toEqual({
      a: { state: undefined, lastPosition: 5 },
      b: { state: { balance: 1 }, lastPosition: 4 },
      c: { state: { balance: 1 }, lastPosition: 5 },
    });
  });

  it('begins anew what it removed before', () => {
    const changes = foldBatch('moves.balances', balances, new Map([['a', { balance: 1 }]]), [
      moved(7, 'a', 'b'),
      moved(8, 'b', 'a'),
    ]);
    expect(changes.get('a')).toEqual({ state: { balance: 1 }, lastPosition: 8 });
  });

  it('writes nothing for a document that stays as it is', () => {
    expect(
      foldBatch('moves.balances', balances, new Map([['a', { balance: 3 }]]), [moved(9, 'a', 'a')]).size,
    ).toBe(0);
  });

  it('asks for each key once', () => {
    expect(keysOf('moves.balances', balances, [moved(1, 'a', 'b'), moved(2, 'b', 'a')])).toEqual(['a', 'b']);
  });
});
