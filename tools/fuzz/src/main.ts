import { integer, runTool, stopSignal, tool, ToolError } from '@event-sourcing/tools-kit';
import { randomInt } from 'node:crypto';
import { fuzzService } from './fuzz-service';
import { type GuardedStack, withGuardedStack } from './guarded-stack';

const MAX_SEED = 2 ** 31;

const log = (line: string): void => console.log(line);

const fuzz = async (options: {
  readonly cases: number;
  readonly seed?: number | undefined;
}): Promise<void> => {
  const signal = stopSignal();
  const { cases, seed = randomInt(MAX_SEED) } = options;
  const ask = async ({ stack, token }: GuardedStack): Promise<void> => {
    const failed: string[] = [];
    for (const { service, address } of stack.services) {
      log(`\n${service}: ${cases} cases, seed ${seed}`);
      const { report, passed } = await fuzzService({ service, address, token, cases, seed, log, signal });
      log(report);
      if (!passed) failed.push(service);
    }
    if (failed.length > 0)
      throw new ToolError(
        'unexpected-answer',
        `Answered otherwise than the contract says: ${failed.join(', ')}.`,
      );
  };
  await withGuardedStack(log, ask, signal);
};

await runTool(
  tool(
    'npm run fuzz',
    'Asks every service what its contract says and what it does not, and checks each answer.',
  )
    .option('--cases <n>', 'requests to each service, about', integer(1, 1_000_000), 10_000)
    .option('--seed <n>', 'makes the same requests again', integer(0, MAX_SEED))
    .action(fuzz),
);
