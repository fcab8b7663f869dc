import type { Bench } from './bench';
import { cpuNow, type Cpu } from './cpu';
import type { Case, Contestant, Sample } from './row';

/** What the contestants of a case did, round by round. */
export interface Run {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/**
 * Runs the contestants of a case in turns, A B A B, so that what slows the machine down for a while slows all of them;
 * then has each check what it left behind.
 * @throws ToolError `wrong-result`
 */
export const runCase = async ({ open }: Case, bench: Bench): Promise<readonly Run[]> => {
  const lineup = await open(bench);
  const { contestants } = lineup;
  try {
    const runs = contestants.map((contestant) => ({ contestant, samples: new Array<Sample>() }));
    const { rounds, warmUp } = bench.sizes;
    for (let round = warmUp ? -1 : 0; round < rounds; round += 1) {
      for (const { contestant, samples } of runs) {
        bench.signal.throwIfAborted();
        const sample = await measured(contestant, bench.enginePid);
        if (round >= 0) samples.push(sample);
      }
    }
    for (const contestant of contestants) await contestant.check?.();
    return runs.map(({ contestant: { name }, samples }) => ({ name, samples }));
  } finally {
    await lineup.close();
  }
};

const measured = async (contestant: Contestant, enginePid: number | undefined): Promise<Sample> => {
  const before = await cpuNow(enginePid);
  const sample = await contestant.run();
  return { ...sample, ...sharedOut(before, await cpuNow(enginePid), sample.operations) };
};

/** CPU per operation in microseconds, and operations per second of one core that works on nothing else. */
const sharedOut = (before: Cpu, after: Cpu, operations: number | undefined): Sample => {
  if (operations === undefined || operations === 0) return {};
  const client = after.client - before.client;
  const engine = after.engine === undefined ? undefined : after.engine - (before.engine ?? 0);
  return {
    clientCpuMicros: (client / operations) * 1e6,
    ...(engine !== undefined && {
      engineCpuMicros: (engine / operations) * 1e6,
      perCore: operations / (client + engine),
    }),
  };
};
