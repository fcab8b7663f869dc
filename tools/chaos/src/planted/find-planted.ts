import type { Log } from '@event-sourcing/tools-kit';
import { judge } from '../checkers/judge';
import { type ChaosOptions, runChaos } from '../run-chaos';
import { withBrokenBundles } from './broken-bundles';
import { type Planted, PLANTED } from './planted';

/** Runs the system with a bug. @returns whether one of the checkers that should have found it did */
const isFound = (bug: Planted, options: ChaosOptions): Promise<boolean> =>
  withBrokenBundles(bug, options.log, async (distDir) => {
    const { evidence } = await runChaos({ ...options, distDir, only: bug.faults });
    const violations = await judge(evidence, options.log);
    for (const [checker, found] of Map.groupBy(violations, (one) => one.checker))
      options.log(`  ${checker}: ${found.length}, first: ${found[0]?.what.split('\n')[0] ?? ''}`);
    return violations.some(({ checker }) => bug.found.includes(checker));
  });

/** Plants one bug after another. @returns the names of those that nobody found */
export const findPlanted = async (options: ChaosOptions, log: Log): Promise<readonly string[]> => {
  const missed: string[] = [];
  for (const bug of PLANTED) {
    log(`\nPlanted: ${bug.name}`);
    const found = await isFound(bug, options);
    log(`${found ? 'found   ' : 'SURVIVES'} ${bug.name}`);
    if (!found) missed.push(bug.name);
  }
  return missed;
};
