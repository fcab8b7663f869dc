import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withEngine } from '@event-sourcing/engine';
import { runTool, stopSignal, ToolError } from '@event-sourcing/tools-kit';
import { BENCH, chosenRows } from './arguments';
import { openBench } from './harness/bench';
import { runRow, type RowResult } from './harness/result';
import { FULL, QUICK } from './harness/sizes';
import type { BenchResult } from './report/bench-result';
import { thisMachine } from './report/machine';
import { consoleTable } from './report/tables';

const say = (line: string): void => console.log(line);

const measure = async ({ quick, only, json }: ReturnType<typeof BENCH.opts>): Promise<void> => {
  const rows = chosenRows(only, quick);
  const sizes = quick ? QUICK : FULL;
  const signal = stopSignal(() => say('\nStopping after the present run …'));
  const [startedAt, machine] = [new Date(), thisMachine()];
  // Always the same engine, also where there is a `mongod`: numbers of different machines are put side by side.
  const env = { ENGINE_KIND: 'embedded-rust', ...process.env };
  await withEngine({ log: say, signal, env }, async ({ uri, kind, pid }, folder) => {
    if (kind === 'embedded-python') {
      const remedy = 'The slow build of the engine tells nothing. Build the fast one: npm run engine:build';
      throw new ToolError('engine-unavailable', remedy);
    }
    const bench = openBench({ uri, enginePid: pid, sizes, signal, folder });
    const results: RowResult[] = [];
    const of = rows.reduce((sum, { cases }) => sum + cases.length, 0);
    let begun = 0;
    const onCase = (title: string): void => console.error(`[${(begun += 1)}/${of}] ${title}`);
    try {
      for (const row of rows) results.push(await runRow(row, bench, onCase));
    } finally {
      await bench.close();
    }
    const result: BenchResult = {
      format: 1,
      sizes: sizes.name,
      engine: kind,
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
      machine,
      rows: results,
    };
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(result, null, 1)}\n`);
    say(consoleTable(results));
    say(`${result.seconds} s. Numbers: ${json}`);
    if (results.some(({ cases }) => cases.some(({ error }) => error !== undefined))) process.exitCode = 1;
  });
};

await runTool(BENCH.action(measure));
