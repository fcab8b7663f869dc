import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isEngineError } from '@event-sourcing/engine';
import { isStackError } from '@event-sourcing/stack';
import { BENCH_USAGE, parseBenchArguments, type BenchArguments } from './arguments';
import { isBenchError } from './bench-error';
import { Bench } from './harness/bench';
import { runRows } from './harness/run-rows';
import { FULL, QUICK } from './harness/sizes';
import { progressOn } from './report/bar';
import { thisMachine, type BenchResult } from './report/bench-result';
import { consoleTable } from './report/console-table';
import { htmlReport } from './report/html-report';
import { ROWS } from './rows';
import { withEngine } from './with-engine';

const say = (line: string): void => console.log(line);

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!asked.signal.aborted) say('\nStopping after the present run …');
    asked.abort();
  });
}

const run = async ({ quick, only, json, report }: BenchArguments): Promise<void> => {
  const rows = ROWS.filter(({ name, slow }) => (only.length > 0 ? only.includes(name) : !(quick && slow)));
  const sizes = quick ? QUICK : FULL;
  const [startedAt, machine] = [new Date(), thisMachine()];
  await withEngine(say, asked.signal, async ({ uri, kind, pid }, folder) => {
    const bench = new Bench({ uri, enginePid: pid, sizes, signal: asked.signal, folder, log: say });
    try {
      const results = await runRows(rows, bench, progressOn(process.stderr));
      const seconds = Math.round((Date.now() - startedAt.getTime()) / 1_000);
      const result: BenchResult = {
        format: 1,
        sizes: sizes.name,
        engine: kind,
        startedAt: startedAt.toISOString(),
        seconds,
        machine,
        rows: results,
      };
      await write(json, JSON.stringify(result, null, 1));
      await write(report, htmlReport(result));
      say(consoleTable(results));
      say(`${seconds} s. Numbers: ${json}\nReport: ${report}`);
      if (results.some(({ cases }) => cases.some(({ error }) => error !== undefined))) process.exitCode = 1;
    } finally {
      await bench.close();
    }
  });
};

const write = async (file: string, content: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${content}\n`);
};

try {
  const options = parseBenchArguments(process.argv.slice(2));
  if (options === 'help') say(BENCH_USAGE);
  else await run(options);
} catch (error) {
  process.exitCode = asked.signal.aborted ? 130 : 1;
  const isExpected = isBenchError(error) || isEngineError(error) || isStackError(error);
  if (!asked.signal.aborted) console.error(isExpected ? `\n${error.message}` : error);
  if (isBenchError(error, 'usage')) console.error(`\n${BENCH_USAGE}`);
}
