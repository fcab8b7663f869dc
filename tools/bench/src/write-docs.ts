import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operand, optional, path, runTool, ToolError } from '@event-sourcing/tools-kit';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import type { BenchResult } from './report/bench-result';
import { replaceBetweenMarks } from './report/between-marks';
import { goalsTable, measuredOn } from './report/goals-table';
import { ROWS } from './rows';

const DOCUMENT = join(import.meta.dirname, '..', '..', '..', 'docs', 'performance.md');

const COMMAND = {
  name: 'npm run bench:docs',
  options: { file: operand(optional(path('<file>', 'the JSON of a full run'))) },
  about: 'Writes what a full run on a quiet machine measured into docs/performance.md.',
};

const isResult = (value: unknown): value is BenchResult =>
  z.looseObject({ format: z.literal(1), rows: z.array(z.looseObject({})) }).safeParse(value).success;

const read = async (file: string): Promise<BenchResult> => {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (isResult(value)) return value;
  throw new ToolError('bad-file', `${file} is not what npm run bench writes.`);
};

await runTool(COMMAND, async ({ file }) => {
  const result = file === undefined ? undefined : await read(file);
  const table = `${goalsTable(ROWS, result)}\n\n${measuredOn(result)}`;
  const text = replaceBetweenMarks(await readFile(DOCUMENT, 'utf8'), 'goals', table);
  const options = (await resolveConfig(DOCUMENT)) ?? {};
  await writeFile(DOCUMENT, await format(text, { ...options, parser: 'markdown' }));
  console.log(`${DOCUMENT}: ${measuredOn(result)}`);
});
