import { cpus, loadavg, platform, totalmem } from 'node:os';

/** Where something was measured. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  /** Processes that wanted to run, on average of the last minute, before the benchmark: more than 0.5 is not quiet. */
  readonly loadBefore: number;
}

export const thisMachine = (): Machine => ({
  cores: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  platform: platform(),
  node: process.version,
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
});

/** When and where it was measured. */
export const measuredOn = ({
  machine: { cores, processor, memoryGb, node },
  engine,
  startedAt,
}: {
  readonly machine: Machine;
  readonly engine: string;
  readonly startedAt: string;
}): string =>
  `Measured ${startedAt.slice(0, 10)} on ${cores} × ${processor}, ${memoryGb} GB, Node ${node}, engine ${engine}.`;
