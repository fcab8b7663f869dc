import { once } from 'node:events';
import { ToolError } from './tool-error';

const NPM_CHECK_MS = 500;

/**
 * Is aborted when the tool is told to stop, by Ctrl-C or a signal; the reason is a ToolError `stopped`. A tool that
 * asks for it must heed it: from then on no signal ends the process by itself.
 * @param onStop said once
 */
export const stopSignal = (onStop: () => void = () => undefined): AbortSignal => {
  const stop = new AbortController();
  const stopOnce = (): void => {
    // Ctrl-C arrives twice, from the terminal and from npm.
    if (stop.signal.aborted) return;
    onStop();
    stop.abort(new ToolError('stopped', 'Stopped.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // An npm that is killed passes no signal on; without it nobody can tell this process to stop.
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
  setInterval(() => npm !== undefined && process.ppid !== npm && stopOnce(), NPM_CHECK_MS).unref();
  return stop.signal;
};

/** Rejects with the signal's reason when it is aborted, at once if it is; never resolves. */
export const untilAborted = (signal: AbortSignal): Promise<never> => {
  const aborted = whenAborted(signal);
  // In a race that it loses, nobody may be left to hear of it.
  aborted.catch(() => undefined);
  return aborted;
};

const whenAborted = async (signal: AbortSignal): Promise<never> => {
  signal.throwIfAborted();
  await once(signal, 'abort');
  return whenAborted(signal);
};
