/**
 * Any tool:
 * - `usage`: an option or operand is missing, unknown or out of range
 * - `stopped`: told to stop before the work was done
 *
 * The engine:
 * - `engine-unavailable`: none can be had; the message names every way out
 * - `engine-in-use`: a live engine holds the data folder
 * - `engine-unreachable`: MONGODB_URI does not answer as a writable primary
 * - `engine-failed`: it was started and ended, or never became ready
 * - `step-failed`: a command of an installation or a build did not succeed
 *
 * The stack:
 * - `data-in-use`: another stack is alive on the data folder
 * - `foreign-folder`: the data folder holds what no stack made
 * - `ports-taken`: another program listens on a port that a service needs
 * - `gave-up`: a process died five times in a row before it was ready
 *
 * Requests and data:
 * - `no-answer`: a service does not answer
 * - `unexpected-answer`: a service answered what its contract, or the story of the demo, does not say
 * - `bad-file`: a file is not what it should be
 * - `no-data`: the folder, or the database, does not hold what was asked for
 *
 * Measuring:
 * - `wrong-result`: something was lost, doubled or miscounted
 * - `process-failed`: a process ended before it answered
 */
export type ToolErrorCode =
  | 'usage'
  | 'stopped'
  | 'engine-unavailable'
  | 'engine-in-use'
  | 'engine-unreachable'
  | 'engine-failed'
  | 'step-failed'
  | 'data-in-use'
  | 'foreign-folder'
  | 'ports-taken'
  | 'gave-up'
  | 'no-answer'
  | 'unexpected-answer'
  | 'bad-file'
  | 'no-data'
  | 'wrong-result'
  | 'process-failed';

/** Why a tool cannot do what it was asked for; recognise it by `code`. The message says what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError';

  constructor(
    readonly code: ToolErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link ToolError}, and of that code if one is given. */
export const isToolError = (error: unknown, code?: ToolErrorCode): error is ToolError =>
  // Not by `instanceof`, which fails for another realm's errors (Jest's).
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  error.name === 'ToolError' &&
  'code' in error &&
  (code === undefined || error.code === code);
