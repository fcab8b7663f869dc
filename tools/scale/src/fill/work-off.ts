/** A range of events of a log, counted from 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
  /** Told now and then which event comes next. */
  readonly onProgress?: (done: number) => void;
}

const TELL_EVERY = 100;

/** Does something for each of a range, so many at the same time, begun in their order. @throws the signal's reason */
export const workOff = async (
  { from, to, signal, onProgress }: Stretch,
  atOnce: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> => {
  let next = from;
  let done = from;
  const keepWorking = async (): Promise<void> => {
    while (next < to && !signal.aborted) {
      const n = next;
      next += 1;
      await work(n);
      done += 1;
      if (done % TELL_EVERY === 0 || done === to) onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepWorking));
  signal.throwIfAborted();
};
