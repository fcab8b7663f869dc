import { readFile } from 'node:fs/promises';
import { path, runTool, tool, ToolError } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import { isReliable, type BenchResult } from './report/bench-result';
import { measuredOn } from './report/machine';
import { goalsTable } from './report/tables';
import { writeBlock } from './report/write-block';

const about = 'Writes what a full run on a quiet machine measured into docs/performance.md.';

const isResult = (value: unknown): value is BenchResult =>
  z.looseObject({ format: z.literal(1), rows: z.array(z.looseObject({})) }).safeParse(value).success;

const write = async (file: string): Promise<void> => {
  const result: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isResult(result) || !isReliable(result)) {
    const message = `${file} holds no full run on a quiet machine. Run npm run bench, with nothing beside it.`;
    throw new ToolError('bad-file', message);
  }
  const document = await writeBlock('goals', `${goalsTable(result.rows)}\n\n${measuredOn(result)}`);
  console.log(`${document}: ${measuredOn(result)}`);
};

await runTool(
  tool('npm run bench:docs', about).argument('<file>', 'the JSON of a full run', path).action(write),
);
