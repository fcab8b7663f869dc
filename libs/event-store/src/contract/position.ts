declare const positionBrand: unique symbol;

/** A place in the log: 1-based, gap-free, a safe integer. 0 is "before the first event", or the head of an empty log. */
export type Position = number & { readonly [positionBrand]: true };

const isPosition = (value: number): value is Position => Number.isSafeInteger(value) && value >= 0;

/**
 * Brands a number as a position.
 * @param value an integer from 0 to `Number.MAX_SAFE_INTEGER`
 * @throws RangeError when it is not
 */
export const toPosition = (value: number): Position => {
  if (isPosition(value)) return value;
  throw new RangeError(`A position is an integer from 0 to ${Number.MAX_SAFE_INTEGER}, not ${value}.`);
};

/** The position before the first event. */
export const START = toPosition(0);
