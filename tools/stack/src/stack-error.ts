/**
 * - `usage`: an option is unknown or out of range
 * - `data-in-use`: another stack is alive on the data folder
 * - `foreign-folder`: the data folder holds what no stack made
 * - `ports-taken`: somebody else listens on a port that a service needs
 * - `bundle-failed`: the services could not be built
 * - `gave-up`: something died five times in a row before it was ready
 * - `stopped`: the stack was told to stop before it was ready
 */
export type StackErrorCode =
  'usage' | 'data-in-use' | 'foreign-folder' | 'ports-taken' | 'bundle-failed' | 'gave-up' | 'stopped';

/** Why there is no stack; recognise it by `code`. The message says what to do. */
export class StackError extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly code: StackErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link StackError}, and of that code if one is given. */
export const isStackError = (error: unknown, code?: StackErrorCode): error is StackError =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  error.name === 'StackError' &&
  'code' in error &&
  (code === undefined || error.code === code);
