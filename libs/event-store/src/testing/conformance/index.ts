import type { Promised } from './conformance';
import { conditions } from './conditions';
import { decisions } from './decisions';
import { hostile } from './hostile';
import { interleavings } from './interleavings';
import { keyStory } from './key-story';
import { lagging } from './lagging';
import { order } from './order';
import { patience } from './patience';
import { refused } from './refused';
import { sharing } from './sharing';
import { userCode } from './user-code';

export type { Instance, InstanceOptions, LogUnderTest, Promised } from './conformance';
export { logOver } from './log-over';

/**
 * The conformance suite: every promise of the log, stated once, to be kept over any storage. It depends on no test
 * framework; a check resolves when the promise is kept, and rejects with what is not as promised. Each check needs an
 * empty log of its own, and opens up to four instances on it. Nothing may be skipped.
 *
 * ```ts
 * // Jest, Vitest and node:test alike
 * for (const { promise, check } of LOG_PROMISES) {
 *   test(promise, async () => {
 *     const database = await emptyDatabase();
 *     await check(logOver(() => new MyCommitStorage(database)));
 *   });
 * }
 * ```
 *
 * Run it on a storage that does nothing too, and expect every check to reject: a suite that nothing fails proves nothing.
 */
export const LOG_PROMISES: readonly Promised[] = [
  ...order,
  ...conditions,
  ...lagging,
  ...decisions,
  ...interleavings,
  ...keyStory,
  ...hostile,
  ...refused,
  ...patience,
  ...sharing,
  ...userCode,
];
export { memoryLog } from './memory-log';
export { deposit, withdraw } from './tiny-bank';
