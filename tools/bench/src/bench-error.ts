/**
 * - `usage`: an option is unknown or out of range
 * - `slow-engine`: only the slow build of the engine is there
 * - `wrong-result`: a contestant lost, doubled or miscounted something
 * - `process-failed`: a process of the benchmark ended early
 */
export type BenchErrorCode = 'usage' | 'slow-engine' | 'wrong-result' | 'process-failed';

/** Why there is no result; recognise it by `code`. */
export class BenchError extends Error {
  override readonly name = 'BenchError';

  constructor(
    readonly code: BenchErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link BenchError}, and of that code if one is given. */
export const isBenchError = (error: unknown, code?: BenchErrorCode): error is BenchError =>
  error instanceof BenchError && (code === undefined || error.code === code);

/** @throws BenchError `wrong-result` unless both are the same */
export const expectSame = (what: string, found: number, expected: number): void => {
  if (found !== expected) {
    throw new BenchError('wrong-result', `${what}: ${found} instead of ${expected}.`);
  }
};
