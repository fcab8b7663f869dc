import { cpus, loadavg, platform, totalmem } from 'node:os';
import type { EngineKind } from '@event-sourcing/engine';
import type { RowResult } from '../harness/result';
import type { Sizes } from '../harness/sizes';
import { ROWS } from '../rows';

/** Everything that a benchmark found: what the JSON file holds, and reports are made of. */
export interface BenchResult {
  readonly format: 1;
  readonly sizes: Sizes['name'];
  readonly engine: EngineKind;
  readonly startedAt: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly rows: readonly RowResult[];
}

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

/** Short runs, runs of a few rows, and runs beside other work say nothing about goals. */
export const isReliable = ({ sizes, machine, rows }: BenchResult): boolean =>
  sizes === 'full' &&
  machine.loadBefore <= 0.5 &&
  ROWS.every(({ name }) => rows.some((measured) => measured.name === name));

/** When and where it was measured. */
export const measuredOn = ({ machine, engine, startedAt }: BenchResult): string => {
  const { cores, processor, memoryGb, node } = machine;
  return `Measured ${startedAt.slice(0, 10)} on ${cores} × ${processor}, ${memoryGb} GB, Node ${node}, engine ${engine}.`;
};
