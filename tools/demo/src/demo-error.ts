/**
 * - `usage`: an option is unknown or out of range
 * - `no-stack`: no stack answers at the addresses
 * - `story-broken`: a service answered something that the story does not say
 * - `stopped`: told to stop
 */
export type DemoErrorCode = 'usage' | 'no-stack' | 'story-broken' | 'stopped';

/** Why the demo ended early; recognise it by `code`. */
export class DemoError extends Error {
  override readonly name = 'DemoError';

  constructor(
    readonly code: DemoErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link DemoError}, and of that code if one is given. */
export const isDemoError = (error: unknown, code?: DemoErrorCode): error is DemoError =>
  error instanceof DemoError && (code === undefined || error.code === code);
