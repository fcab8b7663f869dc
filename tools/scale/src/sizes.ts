/** Where a run stops to measure, in order: at some lengths on the way, and at its end. */
export const sizesOf = (events: number, at: readonly number[]): readonly number[] =>
  [...new Set([...at.filter((size) => size < events), events])].toSorted((one, other) => one - other);
