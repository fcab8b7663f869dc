import { oncePerBench } from '../harness/once';
import { startBenchStack } from './bench-stack';

/** The stack that several rows use: two copies of each service. */
export const sharedStack = oncePerBench(async (bench) => {
  const stack = await startBenchStack(bench, { instances: 2 });
  bench.atEnd(() => stack.stop());
  return stack;
});
