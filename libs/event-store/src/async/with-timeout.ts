/**
 * Waits for work for at most a time in milliseconds. Work that goes on after that goes unnoticed.
 * @param timeoutError makes the error that is thrown then; may abort the work, too
 */
export const withTimeout = async <Result>(
  ms: number,
  work: Promise<Result>,
  timeoutError: () => Error = () => new Error(`No answer within ${ms} ms.`),
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    // Timers drop fractions: this one would end before the caller's time is over.
    timer = setTimeout(() => reject(timeoutError()), Math.ceil(ms));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};
