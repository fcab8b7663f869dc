import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

const cursor = {
  path: '/accounts/a/statement',
  filters: { order: 'desc', from: '2026-01-01T00:00:00Z' },
  position: 42,
};

describe('a cursor', () => {
  it('is read as it was written, on the list that it was made for', () => {
    expect(decodeCursor(encodeCursor(cursor), cursor.path)).toEqual(cursor);
    expect(decodeCursor(encodeCursor(cursor), '/accounts/b/statement')).toBeUndefined();
  });

  it('is none any more when one character of it differs', () => {
    const text = encodeCursor(cursor);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '7', '-', '_', '='), (index, other) => {
        const changed = text.slice(0, index) + other + text.slice(index + 1);
        return changed === text || decodeCursor(changed, cursor.path) === undefined;
      }),
    );
  });
});
