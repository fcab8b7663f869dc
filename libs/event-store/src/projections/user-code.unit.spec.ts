import { describe, expect, it } from '@jest/globals';
import type { Codecs } from '../codecs';
import { type RecordedEvent, toPosition } from '../contract';
import { projection } from '../testing';
import { eventsByKey, foldKey } from './fold-batch';
import { defineProjection, type ReadModel, readModel } from './projection';

const event: RecordedEvent = {
  type: 'Paid',
  version: 2,
  tags: [],
  data: { by: 5 },
  position: toPosition(7),
  recordedAt: new Date(0),
  commitId: 'c',
  metadata: {},
};
const WHERE = { model: 'sums.rows', type: 'Paid', version: 2, position: 7 };

/** A model in JavaScript, which no types hold. */
const modelOf = (model: object): ReadModel<object> => ({
  keys: () => ['a'],
  evolve: () => ({}),
  ...model,
});
const folding = (evolve: unknown, stored?: object, events = [event]) => {
  const { failure } = foldKey('sums.rows', modelOf({ evolve }), 'a', stored, events);
  if (failure) throw failure.error;
};

class Sum {
  readonly cents = 5;
}

describe('the keys of a read model', () => {
  it.each([['text'], [[undefined]], [['']], [undefined], [[7]], [['\uD800']]])('are not %j', (keys) => {
    const failing = () => eventsByKey('sums.rows', modelOf({ keys: () => keys }), [event]);
    expect(failing).toThrow(expect.objectContaining({ code: 'invalid-key', facts: WHERE }));
  });
});

describe('the state of a read model', () => {
  it.each([
    ['bigint', { sum: 5n }, 'state.sum'],
    ['NaN', { rows: [{ sum: Number.NaN }] }, 'state.rows[0].sum'],
    ['a Set', { seen: new Set([1]) }, 'state.seen'],
    ['an instance', { by: new Sum() }, 'state.by'],
    ['an invalid date', { at: new Date(Number.NaN) }, 'state.at'],
    ['undefined in a list', { seen: [undefined] }, 'state.seen[0]'],
    ['what looks like a reference', { of: { $ref: 'accounts', $id: 'a' } }, 'state.of'],
    ['an operator', { $set: 1 }, 'state.$set'],
    ['_id', { _id: 'a' }, 'state._id'],
    ['lastPosition', { lastPosition: 1 }, 'state.lastPosition'],
    ['no object', 5, 'state'],
  ])('holds no %s: the error names model, key and path', (_, state, path) => {
    expect(() => folding(() => state)).toThrow(
      expect.objectContaining({ code: 'invalid-state', facts: { ...WHERE, key: 'a', path } }),
    );
  });

  it('is given to the next event as it will be stored', () => {
    const seen: (object | undefined)[] = [];
    const at = new Date(5);
    folding(
      (state: object | undefined) => {
        seen.push(state);
        return { at, gone: undefined, many: 2 ** 62 };
      },
      undefined,
      [event, event],
    );
    expect(seen).toStrictEqual([undefined, { at: expect.any(Date), many: 2 ** 62 }]);
    expect(Object.keys(seen[1] ?? {})).toEqual(['at', 'many']);
  });

  it.each([
    ['stored', { lines: [1] }, [event]],
    ['folded', undefined, [event, event]],
  ])('is not changed by its fold: %s', (_, stored, events) => {
    const changing = (state: { lines: number[] } | undefined) => {
      if (!state) return { lines: [1] };
      state.lines.push(2);
      return state;
    };
    expect(() => folding(changing, stored, events)).toThrow(
      expect.objectContaining({
        code: 'fold-failed',
        facts: { ...WHERE, key: 'a' },
        message: expect.stringMatching(/position 7 .*key a.*not extensible.*user-code\.unit\.spec\.ts:\d+/),
        cause: expect.any(TypeError),
      }),
    );
  });

  it('is refused by the testing kit as it is in production, and taken where its codec is declared', () => {
    const sumsWith = (codecs?: Codecs) =>
      defineProjection({
        name: 'sums',
        version: 1,
        query: { items: [{ types: ['Paid'] }] },
        models: {
          rows: readModel<{ readonly sum: bigint; readonly price: string }, typeof event>({
            keys: () => ['a'],
            evolve: (row) => ({ sum: (row?.sum ?? 0n) + 2n ** 60n, price: row?.price ?? '2.50' }),
            ...(codecs && { codecs }),
          }),
        },
      });
    const then = (codecs: Codecs | undefined, sum: bigint) =>
      projection(sumsWith(codecs))
        .given([event, event, event])
        .thenDocuments({ rows: { a: { sum, price: '2.50' } } });
    expect(() => then(undefined, 5n)).toThrow('state.sum is bigint');
    then({ sum: 'int64', price: 'decimal128' }, 3n * 2n ** 60n);
    expect(() => then({ sum: 'int64' }, 2n)).toThrow('Other documents');
  });
});
