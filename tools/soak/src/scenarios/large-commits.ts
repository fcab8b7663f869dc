import { describeExit } from '@event-sourcing/tools-kit';
import type { Place } from '../instance';
import { type LargeCommitsStep, largeCommitsStep, startOnLargeCommits } from '../processes/orders';

export interface LargeCommitsOptions extends Place {
  /** Of 1 MiB each. */
  readonly commits: number;
  /** MiB of old objects that a process may have. */
  readonly heapMiB: number;
}

/** A log that is far larger than the heap of a process: one appends it, and another opens, reads, verifies and projects it. */
export const largeCommits = async ({ heapMiB, ...order }: LargeCommitsOptions) => {
  const steps: LargeCommitsStep[] = [];
  const faults: string[] = [];
  for (const append of [true, false]) {
    const child = startOnLargeCommits({ ...order, append }, heapMiB);
    child.onMessage((message) => steps.push(largeCommitsStep.parse(message)));
    const exit = await child.exited;
    if (exit.code !== 0) faults.push(`after "${steps.at(-1)?.step ?? 'nothing'}": ${describeExit(exit)}`);
  }
  return { commits: order.commits, heapMiB, steps, faults };
};
