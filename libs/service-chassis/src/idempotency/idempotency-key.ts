/** 1–255 visible ASCII characters. No space: Node joins repeated headers with one, and they are no key. */
export const isIdempotencyKey = (value: string): boolean => /^[\x21-\x7e]{1,255}$/.test(value);
