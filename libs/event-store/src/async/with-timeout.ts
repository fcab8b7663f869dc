/** Waits for a promise for at most a time in milliseconds; what it does after that goes unnoticed. */
export const within = async <Result>(
  ms: number,
  promise: Promise<Result>,
  timeOutError: () => Error = () => new Error(`No answer within ${ms} ms.`),
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timeOutError()), ms);
  });
  try {
    return await Promise.race([promise, timeOut]);
  } finally {
    clearTimeout(timer);
  }
};
