import type { Order } from '@event-sourcing/service-chassis';

/** A page of a list, and how to go on. */
export interface Paged {
  readonly order: Order;
  /** Position of the last line of the page before. */
  readonly cursor?: number | undefined;
  readonly limit: number;
}

/** Cuts a page out of lines that are ordered by position, oldest first. */
export const pageOf = <Line extends { readonly position: number }>(
  lines: readonly Line[],
  { order, cursor, limit }: Paged,
): { readonly lines: readonly Line[]; readonly hasMore: boolean } => {
  const ordered = order === 'asc' ? lines : lines.toReversed();
  const after = ({ position }: Line): boolean =>
    cursor === undefined || (order === 'asc' ? position > cursor : position < cursor);
  const rest = ordered.filter(after);
  return { lines: rest.slice(0, limit), hasMore: rest.length > limit };
};
