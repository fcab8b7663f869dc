import { codeOf } from './error-code';

/**
 * - `engine-unavailable`: none can be had; the message names every way out
 * - `engine-in-use`: a live engine holds the data folder
 * - `engine-unreachable`: MONGODB_URI does not answer as a writable primary
 * - `engine-failed`: it was started and ended, or never became ready
 * - `install-failed`: its installation did not succeed
 */
export type EngineErrorCode =
  'engine-unavailable' | 'engine-in-use' | 'engine-unreachable' | 'engine-failed' | 'install-failed';

/** Why no engine is running; recognise it by `code`. The message says what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is an {@link EngineError}, and of that code if one is given. */
export const isEngineError = (error: unknown, code?: EngineErrorCode): error is EngineError =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  error.name === 'EngineError' &&
  (code === undefined || codeOf(error) === code);
