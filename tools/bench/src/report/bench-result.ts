import { cpus, loadavg, platform, totalmem } from 'node:os';
import type { EngineKind } from '@event-sourcing/engine';
import type { RowResult } from '../harness/result';
import type { Sizes } from '../harness/sizes';

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

/** Whether the machine had nothing else to do, so that the numbers can be relied on. */
export const wasQuiet = ({ machine }: BenchResult): boolean => machine.loadBefore <= 0.5;
