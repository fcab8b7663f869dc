import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ProcessRegister } from '@event-sourcing/engine';
import { freePortBase, startStack, type ServiceName } from '@event-sourcing/stack';
import { oncePerBench, type Bench } from '../harness/bench';

/** The three services on the benchmark's engine. */
export interface BenchStack {
  /** The addresses of the copies of a service. */
  readonly addresses: (service: ServiceName) => readonly string[];
  /** The process of the first copy of a service. */
  readonly pid: (service: ServiceName) => number;
  readonly stop: () => Promise<void>;
}

/** Starts it, on new databases unless `env` names others. Only warnings are logged, as the bare services log nothing. */
export const startBenchStack = async (
  { uri, folder, signal }: Bench,
  instances: number,
  env: NodeJS.ProcessEnv = {},
): Promise<BenchStack> => {
  const portBase = await freePortBase(instances);
  const dataDir = join(folder, `stack-${portBase}`);
  const databases = { BANK_DATABASE: `bank-${randomUUID()}`, MESSAGES_DATABASE: `messages-${randomUUID()}` };
  const settings = { MONGODB_URI: uri, LOG_LEVEL: 'warn', ...databases, ...env };
  const stack = await startStack({
    ...{ dataDir, portBase, instances, signal },
    env: { ...process.env, ...settings },
  });
  return {
    addresses: (service) =>
      stack.services.filter((copy) => copy.service === service).map(({ address }) => address),
    pid: (service) => {
      const found = new ProcessRegister(dataDir).living().find(({ role }) => role === `${service}-1`);
      if (found === undefined) throw new Error(`${service} is not running.`);
      return found.pid;
    },
    stop: () => stack.stop(),
  };
};

/** The stack that several rows use, with so many copies of each service. */
export const sharedStack = oncePerBench(async (bench, instances) => {
  const stack = await startBenchStack(bench, instances);
  bench.atEnd(() => stack.stop());
  return stack;
});
