import { describe, expect, it } from '@jest/globals';
import { cutPage, type PageRequest, pageOf } from './page';

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
});
