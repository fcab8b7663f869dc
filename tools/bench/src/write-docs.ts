import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import type { BenchResult } from './report/bench-result';
import { replaceBetweenMarks } from './report/between-marks';
import { goalsTable, measuredOn } from './report/goals-table';
import { ROWS } from './rows';

// npm run bench:docs -- <file>: writes what a full run's JSON holds into docs/performance.md.
const DOCUMENT = join(import.meta.dirname, '..', '..', '..', 'docs', 'performance.md');

const isResult = (value: unknown): value is BenchResult =>
  z.looseObject({ format: z.literal(1), rows: z.array(z.looseObject({})) }).safeParse(value).success;

const read = async (file: string): Promise<BenchResult> => {
  const value: unknown = JSON.parse(await readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8'));
  if (isResult(value)) return value;
  throw new Error(`${file} is not what npm run bench writes.`);
};

const [file] = process.argv.slice(2);
const result = file === undefined ? undefined : await read(file);
const table = `${goalsTable(ROWS, result)}\n\n${measuredOn(result)}`;
const text = replaceBetweenMarks(await readFile(DOCUMENT, 'utf8'), 'goals', table);
const options = (await resolveConfig(DOCUMENT)) ?? {};
await writeFile(DOCUMENT, await format(text, { ...options, parser: 'markdown' }));
console.log(`${DOCUMENT}: ${measuredOn(result)}`);
