import { describe, expect, it } from '@jest/globals';
import { recorded } from '../testing';
import { keySetAside, SetAside } from './set-aside';

const [event] = recorded([{ type: 'Counted', version: 2, tags: [], data: {} }]);
const failing = (error: unknown) => {
  if (!event) throw new Error('There is no event.');
  return { event, error };
};
const now = () => new Date(5);
const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ model: 'rows', key: `k${index}` }));

describe('the keys that a projection has set aside', () => {
  it('are told by model and key', () => {
    const setAside = new SetAside(true, now, [{ model: 'rows', key: 'a' }]);
    expect(setAside.has({ model: 'rows', key: 'a' })).toBe(true);
    expect(setAside.has({ model: 'others', key: 'a' })).toBe(false);
    setAside.delete({ model: 'rows', key: 'a' });
    expect(setAside.isEmpty).toBe(true);
  });

  it('are a thousand at most: then the projection stops', () => {
    const failure = failing(new Error('no'));
    const nearly = new SetAside(true, now, documents(999));
    expect(nearly.failed({ model: 'rows', key: 'x' }, failure)).toMatchObject({ key: 'x', position: 1 });
    const full = new SetAside(true, now, documents(1_000));
    expect(() => full.failed({ model: 'rows', key: 'x' }, failure)).toThrow('no');
    expect(() => new SetAside(false, now, []).failed({ model: 'rows', key: 'x' }, failure)).toThrow('no');
  });

  it('are kept with what was thrown, at a bounded length', () => {
    const thrown = new Error('x'.repeat(10_000));
    const kept = keySetAside({ model: 'rows', key: 'a' }, failing(thrown), now());
    expect(kept).toMatchObject({ type: 'Counted', version: 2, position: 1, since: now() });
    expect([kept.error.length, kept.stack.length]).toEqual([1_000, 4_000]);
    expect(keySetAside({ model: 'rows', key: 'a' }, failing('text'), now())).toMatchObject({
      error: 'text',
      stack: '',
    });
  });
});
