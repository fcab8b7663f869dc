import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEngineError, startEngine } from '@event-sourcing/engine';
import { consoleProgress, count } from '@event-sourcing/progress';
import { parseRaceArguments, RACE_USAGE, UsageError, type RaceArguments } from './arguments';
import { race, type RaceResult } from './race';

const SHOWN = 20;

const say = (line: string): void => console.log(line);

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

const report = (result: RaceResult, { seed }: RaceArguments): void => {
  const { falsePasses, falseConflicts, faults } = result;
  const rows: readonly (readonly [string, number])[] = [
    ['appends stored', result.stored],
    ['conflicts', result.conflicts],
    ['outcomes unknown', result.unknown],
    ['connections cut', result.cuts],
    ['links cut', result.linksCut],
    ['events in the log', result.events],
    ['false passes', falsePasses.length],
    ['false conflicts', falseConflicts.length],
    ['gaps and other faults', faults.length],
  ];
  for (const [what, number] of rows) say(`${what.padEnd(22)} ${count(number).padStart(9)}`);
  say(`seed ${seed}`);
  const findings = [...falsePasses, ...falseConflicts, ...faults];
  for (const line of findings.slice(0, SHOWN)) console.error(line);
  if (findings.length > SHOWN) console.error(`… and ${count(findings.length - SHOWN)} more`);
  if (findings.length > 0) process.exitCode = 1;
};

const run = async (): Promise<void> => {
  const options = parseRaceArguments(process.argv.slice(2));
  if (options === 'help') return say(RACE_USAGE);
  const { appends, processes, workers, seed } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'race-engine-'));
  const progress = consoleProgress(process.stderr);
  try {
    const engine = await startEngine({ dataDir, log: say, signal: asked.signal });
    try {
      say(`${count(appends)} appends, ${processes} processes × ${workers} workers, seed ${seed}`);
      progress.start('appends', appends);
      const dbName = `race-${seed}-${Date.now()}`;
      const onProgress = (by: number): void => progress.advance(by);
      const result = await race({ ...options, uri: engine.uri, dbName, onProgress, signal: asked.signal });
      progress.stop();
      report(result, options);
    } finally {
      progress.stop();
      await engine.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

try {
  await run();
} catch (error) {
  process.exitCode = asked.signal.aborted ? 130 : 1;
  if (asked.signal.aborted) say('Stopped; nothing is left running.');
  else console.error(error instanceof UsageError || isEngineError(error) ? `\n${error.message}` : error);
  if (error instanceof UsageError) console.error(`\n${RACE_USAGE}`);
}
