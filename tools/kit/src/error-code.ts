/** The code of an error of Node or the driver; not by `instanceof`, which fails for another realm's errors (Jest's). */
export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
