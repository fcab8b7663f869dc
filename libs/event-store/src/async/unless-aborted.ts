import { deferred } from './deferred';

/** What work gives, or the signal's reason as soon as it is aborted; work that goes on after that goes unnoticed. */
export const unlessAborted = async <Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> => {
  if (!signal) return work;
  const aborted = deferred<never>();
  const end = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
};
