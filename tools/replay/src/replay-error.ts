/**
 * - `usage`: an option or a file is missing, unknown or out of range
 * - `bad-file`: rows of the file are not what they should be; nothing was sent
 * - `no-stack`: no stack answers at the addresses
 * - `no-progress`: the services have not taken anything for too long
 * - `unexpected-answer`: a service answered what its contract does not say
 * - `stopped`: told to stop
 */
export type ReplayErrorCode =
  'usage' | 'bad-file' | 'no-stack' | 'no-progress' | 'unexpected-answer' | 'stopped';

/** Why a replay ended early; recognise it by `code`. The message says what to do. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';

  constructor(
    readonly code: ReplayErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link ReplayError}, and of that code if one is given. */
export const isReplayError = (error: unknown, code?: ReplayErrorCode): error is ReplayError =>
  error instanceof ReplayError && (code === undefined || error.code === code);
