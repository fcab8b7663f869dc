import pidusage from 'pidusage';
import { openBench, type Bench } from './bench';
import type { Case, Contestant, Sample } from './row';

/** What the contestants of a case did, round by round. */
export interface Run {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/**
 * Runs the contestants of a case in turns, A B B A, so that what slows the machine down for a while, or more and more,
 * slows all of them; then has each check what it left behind.
 * @throws ToolError `wrong-result`
 */
export const runCase = async ({ open, slices = 1 }: Case, whole: Bench): Promise<readonly Run[]> => {
  const bench = openBench(whole, whole);
  try {
    const runs = (await open(bench)).map((contestant) => ({ contestant, samples: new Array<Sample>() }));
    const { rounds, warmUp } = bench.sizes;
    for (let round = warmUp ? -1 : 0; round < rounds * slices; round += 1) {
      for (const { contestant, samples } of round % 2 === 0 ? runs : runs.toReversed()) {
        bench.signal.throwIfAborted();
        const sample = await measured(contestant, bench.enginePid);
        if (round >= 0) samples.push(sample);
      }
    }
    for (const { contestant } of runs) await contestant.check?.();
    return runs.map(({ contestant: { name }, samples }) => ({ name, samples }));
  } finally {
    await bench.close();
  }
};

/** Adds the CPU of an operation in microseconds, and the operations per second of one core that does nothing else. */
const measured = async (contestant: Contestant, enginePid: number | undefined): Promise<Sample> => {
  const before = await cpuMicros(enginePid);
  const sample = await contestant.run();
  const after = await cpuMicros(enginePid);
  const { operations } = sample;
  if (operations === undefined || operations === 0) return sample;
  const [client, engine] = [after.client - before.client, after.engine - before.engine];
  const clientOnly = { ...sample, clientCpuMicros: client / operations };
  if (Number.isNaN(engine)) return clientOnly;
  const perCore = (operations * 1e6) / (client + engine);
  return { ...clientOnly, engineCpuMicros: engine / operations, perCore };
};

/** CPU time of this process and of the engine's; NaN for one that is not ours. */
const cpuMicros = async (enginePid: number | undefined) => {
  const engine = enginePid === undefined ? Number.NaN : (await pidusage(enginePid)).ctime * 1_000;
  const { user, system } = process.cpuUsage();
  return { client: user + system, engine };
};
