import { deepStrictEqual } from 'node:assert/strict';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * What happened is not what a test expected. The message shows the difference, whatever the test framework makes of it.
 */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // The line to look at is the one in the test.
    const frames = this.stack?.split('\n').filter((line) => !line.includes(here));
    if (frames) this.stack = frames.join('\n');
  }
}

/**
 * Asserts that two values are the same.
 * @throws ExpectationError that shows what is not, under a heading that says what it means
 */
export const assertSame = (actual: unknown, expected: unknown, heading: string): void => {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    throw new ExpectationError(`${heading}\n${differenceOf(error)}`);
  }
};

/** A failure of an expectation that is not about two values. */
export const failed = (message: string, cause?: unknown): ExpectationError =>
  new ExpectationError(message, cause === undefined ? {} : { cause });

/** An error's message; some test frameworks run tests in a realm of their own, where not every error is an `Error`. */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

const differenceOf = (error: unknown): string =>
  messageOf(error).replace(/^Expected values to be strictly deep-equal:\n/, '');
