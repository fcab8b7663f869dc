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

/**
 * Of the items of a page, as JSON. An answer has at most 1 MiB; it names members in its own way, and has some beside
 * the list.
 */
const PAGE_BYTES = 768 * 1024;

const plain = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Fills a page. It has one item at least, so that a reader always gets on. */
class PageFill<Item> {
  readonly #items: Item[] = [];
  #bytes = 0;

  constructor(
    private readonly limit: number,
    private readonly positionOf: (item: Item) => number,
  ) {}

  /** @returns whether there was room */
  take(item: Item): boolean {
    this.#bytes += Buffer.byteLength(JSON.stringify(item, plain));
    const isFull = this.#items.length > 0 && this.#bytes > PAGE_BYTES;
    if (isFull || this.#items.length === this.limit) return false;
    this.#items.push(item);
    return true;
  }

  page(hasMore: boolean): Page<Item> {
    const last = this.#items.at(-1);
    return { items: this.#items, next: hasMore && last !== undefined ? this.positionOf(last) : undefined };
  }
}

/** Makes a page of what `keyset` found. It ends early where the answer would be too large. */
export const pageOf = <Item>(
  found: readonly Item[],
  { limit }: PageRequest,
  positionOf: (item: Item) => number,
): Page<Item> => {
  const fill = new PageFill(limit, positionOf);
  return fill.page(!found.every((item) => fill.take(item)));
};

/** The same while it is being found, so that no more is read than the page holds. */
export const readPage = async <Item>(
  found: AsyncIterable<Item>,
  { limit }: PageRequest,
  positionOf: (item: Item) => number,
): Promise<Page<Item>> => {
  const fill = new PageFill(limit, positionOf);
  for await (const item of found) if (!fill.take(item)) return fill.page(true);
  return fill.page(false);
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
