import { syncBuiltinESMExports } from 'node:module';
import FakeTimers from '@sinonjs/fake-timers';
import { Random } from './random';

const realTurn = setImmediate;

/**
 * From here on the timers of this process run on a clock of their own. What is loaded before may have taken the real
 * ones for itself, so the store is to be loaded after this.
 */
const clock = FakeTimers.install({
  now: 0,
  toFake: [
    ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
    ...(['setImmediate', 'clearImmediate', 'performance'] as const),
  ],
});
syncBuiltinESMExports();

/**
 * Runs work that waits for nothing but timers. Time leaps to the next timer as soon as nothing else is left to do, and
 * `Math.random` follows the seed: the same seed makes the same run, however busy the machine is.
 */
export const inVirtualTime = async <Result>(seed: number, work: () => Promise<Result>): Promise<Result> => {
  const random = new Random(seed);
  const realRandom = Math.random;
  Math.random = () => random.below(2 ** 31) / 2 ** 31;
  clock.reset();
  const over = new AbortController();
  const result = work().finally(() => over.abort());
  try {
    for (;;) {
      // Everything that is ready runs before it.
      await new Promise<void>((resolve) => void realTurn(resolve));
      if (over.signal.aborted) return await result;
      if (clock.countTimers() === 0)
        throw new Error('The history stands still: everybody waits, and no timer runs.');
      clock.next();
    }
  } finally {
    Math.random = realRandom;
  }
};
