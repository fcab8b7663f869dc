import { withEngine } from '@event-sourcing/engine';
import { count, runTool, startProgress, stopSignal } from '@event-sourcing/tools-kit';
import { RACE } from './arguments';
import { race, type RaceResult } from './race';

const SHOWN = 20;

const say = (line: string): void => console.log(line);

const report = (result: RaceResult, seed: number): void => {
  const { falsePasses, falseConflicts, faults } = result;
  const rows: readonly (readonly [string, number])[] = [
    ['appends stored', result.stored],
    ['conflicts', result.conflicts],
    ['outcomes unknown', result.unknown],
    ['connections cut', result.cuts],
    ['between processes', result.peersCut],
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

const runRace = async (options: ReturnType<typeof RACE.opts>): Promise<void> => {
  const { appends, processes, workers, seed, cutEvery, sequencer } = options;
  const signal = stopSignal();
  await withEngine({ log: say, signal }, async ({ uri }) => {
    say(`${count(appends)} appends, ${processes} processes × ${workers} workers, seed ${seed}`);
    const progress = startProgress('appends', appends);
    try {
      const result = await race({
        ...{ uri, dbName: `race-${seed}-${Date.now()}` },
        ...{ appends, processes, workers, seed, cutEveryMs: cutEvery, sequenced: sequencer },
        ...{ signal, onProgress: (by) => progress.increment(by) },
      });
      progress.stop();
      report(result, seed);
    } finally {
      progress.stop();
    }
  });
};

await runTool(RACE.action(runRace));
