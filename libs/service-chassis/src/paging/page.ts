import type { Order } from './page-query';

/** Which page of a list. */
export interface PageRequest {
  /** By position. */
  readonly order: Order;
  /** The position of the last item of the page before; absent for the first page. */
  readonly cursor?: number | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The position of the last item, when another page follows. */
  readonly next: number | undefined;
}

/** What a query of the database asks for: one item more than the page holds tells whether another page follows. */
export const keyset = ({ order, cursor, limit }: PageRequest) => ({
  beyond: cursor === undefined ? undefined : order === 'asc' ? { $gt: cursor } : { $lt: cursor },
  direction: order === 'asc' ? (1 as const) : (-1 as const),
  atMost: limit + 1,
});

/** Makes a page of what `keyset` found. */
export const pageOf = <Item>(
  found: readonly Item[],
  { limit }: PageRequest,
  positionOf: (item: Item) => number,
): Page<Item> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? positionOf(last) : undefined };
};

/** Cuts a page out of a whole list, given oldest first. */
export const cutPage = <Item>(
  all: readonly Item[],
  page: PageRequest,
  positionOf: (item: Item) => number,
): Page<Item> => {
  const { order, cursor } = page;
  const ordered = order === 'asc' ? all : all.toReversed();
  const isBeyond = (item: Item): boolean =>
    cursor === undefined || (order === 'asc' ? positionOf(item) > cursor : positionOf(item) < cursor);
  return pageOf(ordered.filter(isBeyond), page, positionOf);
};
