import { AssertionError, deepStrictEqual } from 'node:assert/strict';

/** Asserts that two values are the same, and shows what is not under a heading that says what it means. */
export const assertSame = (actual: unknown, expected: unknown, heading: string): void => {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new AssertionError({
      message: `${heading}\n${difference}`,
      actual,
      expected,
      operator: 'deepStrictEqual',
    });
  }
};

/** A failure of an expectation that is not about two values. */
export const failed = (message: string, cause?: unknown): AssertionError =>
  Object.assign(new AssertionError({ message }), cause === undefined ? {} : { cause });
