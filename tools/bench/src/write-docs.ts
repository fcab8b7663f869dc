import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { path, runTool, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { isReliable, measuredOn, type BenchResult } from './report/bench-result';
import { goalsTable } from './report/tables';

const DOCUMENT = join(workspaceRoot, 'docs/performance.md');
const TABLE = /(?<=<!-- goals: begin -->).*(?=<!-- goals: end -->)/s;

const about = 'Writes what a full run on a quiet machine measured into docs/performance.md.';

const isResult = (value: unknown): value is BenchResult =>
  z.looseObject({ format: z.literal(1), rows: z.array(z.looseObject({})) }).safeParse(value).success;

const write = async (file: string): Promise<void> => {
  const result: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isResult(result) || !isReliable(result)) {
    const message = `${file} holds no full run on a quiet machine. Run npm run bench, with nothing beside it.`;
    throw new ToolError('bad-file', message);
  }
  const table = `\n\n${goalsTable(result.rows)}\n\n${measuredOn(result)}\n\n`;
  const text = (await readFile(DOCUMENT, 'utf8')).replace(TABLE, () => table);
  const options = (await resolveConfig(DOCUMENT)) ?? {};
  await writeFile(DOCUMENT, await format(text, { ...options, parser: 'markdown' }));
  console.log(`${DOCUMENT}: ${measuredOn(result)}`);
};

await runTool(
  tool('npm run bench:docs', about).argument('<file>', 'the JSON of a full run', path).action(write),
);
