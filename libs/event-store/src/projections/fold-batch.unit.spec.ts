import { describe, expect, it } from '@jest/globals';
import { type RecordedEvent, toPosition } from '../contract';
import { eventsByKey, foldKey } from './fold-batch';
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

const folding = (key: string, stored: object | undefined, ...events: readonly RecordedEvent<Moved>[]) =>
  foldKey('moves.balances', balances, key, stored, events);

describe('a batch', () => {
  it('is folded for each key that its events are about, once, and in order', () => {
    const [first, second] = [moved(1, 'a', 'b'), moved(2, 'b', 'a')];
    expect([...eventsByKey('moves.balances', balances, [first, second, moved(3, 'c', 'c')])]).toEqual([
      ['a', [first, second]],
      ['b', [first, second]],
      ['c', [moved(3, 'c', 'c')]],
    ]);
  });

  it('is folded into what is stored, or into nothing', () => {
    const events = [moved(4, 'a', 'b'), moved(5, 'a', 'c')];
    expect(folding('a', { balance: 2 }, ...events).change).toEqual({ state: undefined, lastPosition: 5 });
    expect(folding('c', undefined, ...events.slice(1)).change).toEqual({
      state: { balance: 1 },
      lastPosition: 5,
    });
  });

  it('begins anew what it removed before', () => {
    const { change } = folding('a', { balance: 1 }, moved(7, 'a', 'b'), moved(8, 'b', 'a'));
    expect(change).toEqual({ state: { balance: 1 }, lastPosition: 8 });
  });

  it('writes nothing for a document that stays as it is', () => {
    expect(folding('a', { balance: 3 }, moved(9, 'a', 'a')).change).toBeUndefined();
  });

  it('is folded up to what fails, and no further', () => {
    const failing = {
      ...balances,
      evolve: (_: object | undefined, event: RecordedEvent) => {
        if (event.position === 5) throw new Error('no');
        return { balance: event.position };
      },
    };
    const events = [4, 5, 6].map((position) => moved(position, 'a', 'b'));
    expect(foldKey('moves.balances', failing, 'a', undefined, events)).toEqual({
      change: { state: { balance: 4 }, lastPosition: 4 },
      failure: { event: events[1], error: expect.objectContaining({ code: 'fold-failed' }) },
    });
  });
});
