import { StackError } from './stack-error';

/** Rejects with StackError `stopped` when the signal is aborted, at once if it is; never resolves. */
export const untilAborted = (signal: AbortSignal): Promise<never> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(new StackError('stopped', 'Stopped before it was ready.'));
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  // In a race that it loses, nobody may be left to hear of it.
  promise.catch(() => undefined);
  return promise;
};
