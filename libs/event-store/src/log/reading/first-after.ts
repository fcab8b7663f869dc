/** The index of the first item that lies after a position, by bisection: items are in the order of their positions. */
export const firstAfter = (items: readonly { readonly position: number }[], position: number): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && item.position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
};
