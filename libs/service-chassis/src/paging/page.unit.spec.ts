import { describe, expect, it } from '@jest/globals';
import { cutPage, type PageRequest, pageOf, readPage } from './page';

const LINES = [2, 3, 5, 8].map((position) => ({ position }));
const positionOf = ({ position }: { readonly position: number }): number => position;

const cut = (page: PageRequest) => {
  const { items, next } = cutPage(LINES, page, positionOf);
  return [items.map(positionOf), next];
};

describe('a page of a list', () => {
  it('begins with the oldest, or with the newest, and tells where the next page goes on', () => {
    expect(cut({ order: 'asc', limit: 3 })).toEqual([[2, 3, 5], 5]);
    expect(cut({ order: 'desc', limit: 3 })).toEqual([[8, 5, 3], 3]);
  });

  it('goes on beyond the position of its cursor, in either order', () => {
    expect(cut({ order: 'asc', cursor: 3, limit: 1 })).toEqual([[5], 5]);
    expect(cut({ order: 'desc', cursor: 5, limit: 1 })).toEqual([[3], 3]);
  });

  it('is the last one when nothing follows, also when it is full', () => {
    expect(cut({ order: 'asc', cursor: 3, limit: 2 })).toEqual([[5, 8], undefined]);
  });

  it('holds no more than its limit of what was found', () => {
    const page = pageOf(LINES, { order: 'asc', limit: 3 }, positionOf);
    expect(page).toEqual({ items: LINES.slice(0, 3), next: 5 });
  });

  describe('of large items', () => {
    const KIB = 1024;
    const large = (sizes: readonly number[]) =>
      sizes.map((size, index) => ({ position: index + 1, text: 'x'.repeat(size), cents: 1n }));
    const first = { order: 'asc', limit: 500 } as const;

    it('ends where the answer would be larger than one may be, and goes on from there', () => {
      const { items, next } = pageOf(large([300 * KIB, 300 * KIB, 300 * KIB]), first, positionOf);
      expect([items.map(positionOf), next]).toEqual([[1, 2], 2]);
    });

    it('counts what JSON makes of them: six bytes of a control character', () => {
      const items = [1, 2].map((position) => ({ position, text: '\u0007'.repeat(100 * KIB) }));
      expect(pageOf(items, first, positionOf)).toMatchObject({ items: [{ position: 1 }], next: 1 });
    });

    it('has one item at least', () => {
      expect(pageOf(large([2_000 * KIB, 1]), first, positionOf)).toMatchObject({ items: [{}], next: 1 });
      expect(pageOf(large([2_000 * KIB]), first, positionOf)).toMatchObject({ items: [{}], next: undefined });
    });

    it('is filled without reading what it does not hold', async () => {
      const read: number[] = [];
      async function* found() {
        for (const item of large(Array.from({ length: 100 }, () => 300 * KIB))) {
          read.push(item.position);
          yield item;
        }
      }
      const { items, next } = await readPage(found(), first, positionOf);
      expect([items.length, next, read]).toEqual([2, 2, [1, 2, 3]]);
    });

    it('is the last one when all of it is read', async () => {
      async function* found() {
        yield* LINES;
      }
      expect(await readPage(found(), { order: 'asc', limit: 4 }, positionOf)).toEqual({
        items: LINES,
        next: undefined,
      });
    });
  });
});
