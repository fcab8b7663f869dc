import { describe, expect, it } from '@jest/globals';
import type { EventData } from '../../contract';
import { defineProjection, readModel } from '../../projections';
import { batchSplits } from './batch-splits';
import { projection } from './projection';

type Counted = EventData<'Counted', { readonly key: string; readonly by: number }>;
interface Total {
  readonly total: number;
}

const counted = (key: string, by = 1): Counted => ({
  type: 'Counted',
  version: 1,
  tags: [],
  data: { key, by },
});
const other = (): EventData => ({ type: 'Other', version: 1, tags: [], data: { key: 'a', by: 100 } });

const totalsBy = <State extends object>(
  evolve: (state: State | undefined, event: Counted) => State | undefined,
) =>
  defineProjection({
    name: 'totals',
    version: 1,
    query: { items: [{ types: ['Counted'] }] },
    models: {
      totals: readModel<State, Counted>({ keys: ({ data }) => [data.key], evolve }),
      ofA: readModel<Total, Counted>({
        keys: ({ data: { key } }) => (key === 'a' ? ['a'] : []),
        evolve: (state, { data }) => ({ total: (state?.total ?? 0) + data.by }),
      }),
    },
  });

const totals = totalsBy<Total>((state, { data }) => {
  const total = (state?.total ?? 0) + data.by;
  return total === 0 ? undefined : { total };
});

const HISTORY = [
  counted('a', 2),
  other(),
  [counted('b', 3), counted('a', 4)],
  counted('b', -3),
  counted('c'),
];

describe('given and then for a projection', () => {
  it('tells the documents of the models that are named', () => {
    projection(totals)
      .given(HISTORY)
      .thenDocuments({ totals: { a: { total: 6 }, c: { total: 1 } } });
    projection(totals)
      .given(HISTORY)
      .thenDocuments({
        totals: { a: { total: 6, lastPosition: 4 }, c: { total: 1 } },
        ofA: { a: { total: 6 } },
      });
    projection(totals).given([other()]).thenDocuments({ totals: {}, ofA: {} });
    projection(totals).given([]).thenDocuments({ totals: {} });
  });

  it('tells what differs: a value, a position, a document too many or missing', () => {
    const given = projection(totals).given([counted('a', 2), counted('b', 3)]);
    const b = { total: 3 };
    expect(() => given.thenDocuments({ totals: { a: { total: 1 }, b } })).toThrow(
      /Other documents[^]*total: 2/,
    );
    expect(() => given.thenDocuments({ totals: { a: { total: 2, lastPosition: 2 }, b } })).toThrow('Other');
    expect(() => given.thenDocuments({ totals: { b } })).toThrow('Other documents');
    expect(() => given.thenDocuments({ totals: { a: { total: 2 }, b, c: b } })).toThrow('Other documents');
  });

  it('finds a fold that counts for itself', () => {
    let count = 0;
    const counting = totalsBy<Total>(() => ({ total: (count += 1) }));
    const given = projection(counting).given([counted('a')]);
    expect(() => given.thenDocuments({ totals: { a: { total: 1 } } })).toThrow('second time');
  });

  it('finds a fold that changes what is stored', () => {
    const changing = totalsBy<{ total: number }>((state = { total: 0 }, { data }) => {
      state.total += data.by;
      return state;
    });
    const given = projection(changing).given([counted('a'), counted('a')]);
    expect(() => given.thenDocuments({ totals: { a: { total: 2 } } })).toThrow(
      'Read model totals.totals failed at the event at position 2',
    );
  });

  it('finds a state that does not come back from a database as it was', () => {
    const inMap = totalsBy<{ readonly sums: ReadonlyMap<string, number> }>((state, { data }) => {
      const sums: ReadonlyMap<string, number> = state?.sums instanceof Map ? state.sums : new Map();
      return { sums: new Map([...sums, [data.key, (sums.get(data.key) ?? 0) + data.by]]) };
    });
    const given = projection(inMap).given([counted('a'), counted('a')]);
    expect(() => given.thenDocuments({ totals: { a: { sums: new Map([['a', 2]]) } } })).toThrow(
      'state.sums is an instance of a class',
    );
  });

  it('finds a state with members that the library writes', () => {
    const positioned = totalsBy<{ readonly lastPosition: number }>(() => ({ lastPosition: 1 }));
    const given = projection(positioned).given([counted('a')]);
    expect(() => given.thenDocuments({ totals: {} })).toThrow(
      'state.lastPosition is written by the library itself',
    );
  });
});

describe('a history', () => {
  it('of a few commits is cut into batches in every way', () => {
    expect(batchSplits(3)).toEqual([[1, 1, 1], [1, 2], [2, 1], [3]]);
    expect(batchSplits(8)).toHaveLength(128);
  });

  it('of many is cut into batches of each size and in two at every place', () => {
    const ways = batchSplits(9);
    expect(ways).toHaveLength(9 + 8);
    expect(ways).toContainEqual([4, 4, 1]);
    expect(ways).toContainEqual([7, 2]);
    expect(ways.every((sizes) => sizes.reduce((sum, size) => sum + size, 0) === 9)).toBe(true);
  });
});
