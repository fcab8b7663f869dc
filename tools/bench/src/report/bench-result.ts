import type { EngineKind } from '@event-sourcing/engine';
import type { RowResult } from '../harness/result';
import type { Sizes } from '../harness/sizes';
import { ROWS } from '../rows';
import type { Machine } from './machine';

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

/** Short runs, runs of a few rows, and runs beside other work say nothing about goals. */
export const isReliable = ({ sizes, machine, rows }: BenchResult): boolean =>
  sizes === 'full' &&
  machine.loadBefore <= 0.5 &&
  ROWS.every(({ name }) => rows.some((measured) => measured.name === name));
