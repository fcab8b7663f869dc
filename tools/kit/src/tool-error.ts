/** What keeps a tool from its work, each code with what it means. */
export type ToolErrorCode =
  /** An option or operand is missing, unknown or out of range. */
  | 'usage'
  /** Told to stop before the work was done. */
  | 'stopped'
  /** No engine can be had; the message names every way out. */
  | 'engine-unavailable'
  /** A live engine holds the data folder. */
  | 'engine-in-use'
  /** MONGODB_URI does not answer as a writable primary. */
  | 'engine-unreachable'
  /** The engine was started and ended, or never became ready. */
  | 'engine-failed'
  /** A command of an installation or a build did not succeed. */
  | 'step-failed'
  /** Another stack is alive on the data folder. */
  | 'data-in-use'
  /** The data folder holds what no stack made. */
  | 'foreign-folder'
  /** Another program listens on a port that a service needs. */
  | 'ports-taken'
  /** A process died five times in a row before it was ready. */
  | 'gave-up'
  /** A service does not answer. */
  | 'no-answer'
  /** A service answered what its contract, or the story of the demo, does not say. */
  | 'unexpected-answer'
  /** A file is not what it should be. */
  | 'bad-file'
  /** The folder, or the database, does not hold what was asked for. */
  | 'no-data'
  /** Something was lost, doubled or miscounted. */
  | 'wrong-result'
  /** The event store said no; the message begins with its code. */
  | 'refused'
  /** A process ended before it answered. */
  | 'process-failed'
  /** The disk has not as much free as the work needs. */
  | 'disk-full';

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
