/**
 * - `usage`: an option is missing, unknown or not of its form
 * - `no-data`: there is no data in the folder
 * - `no-log`: the database holds no log
 */
export type VerifyErrorCode = 'usage' | 'no-data' | 'no-log';

/** Why a log could not be verified at all; recognise it by `code`. The message says what to do. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';

  constructor(
    readonly code: VerifyErrorCode,
    message: string,
  ) {
    super(message);
  }
}
