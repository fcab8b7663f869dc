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
 * @param onSample told after each run
 * @throws BenchError `wrong-result`
 */
export const runCase = async (
  { open }: Case,
  bench: Bench,
  onSample: () => void = () => undefined,
): Promise<readonly Run[]> => {
  const lineup = await open(bench);
  try {
    const { contestants } = lineup;
    const runs = new Map<Contestant, Sample[]>(contestants.map((contestant) => [contestant, []]));
    const { rounds, warmUp } = bench.sizes;
    for (let round = warmUp ? -1 : 0; round < rounds; round += 1) {
      for (const contestant of contestants) {
        bench.signal.throwIfAborted();
        const sample = await measured(contestant, bench.enginePid);
        if (round >= 0) runs.get(contestant)?.push(sample);
        onSample();
      }
    }
    for (const contestant of contestants) await contestant.check();
    return [...runs].map(([{ name }, samples]) => ({ name, samples }));
  } finally {
    await lineup.close();
  }
};

/** How many runs of contestants a case is, for a progress bar. */
export const runsPerContestant = ({ sizes: { rounds, warmUp } }: Pick<Bench, 'sizes'>): number =>
  rounds + (warmUp ? 1 : 0);

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
