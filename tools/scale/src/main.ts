import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { count, runTool, startProgress, stopSignal } from '@event-sourcing/tools-kit';
import { SCALE } from './arguments';
import { entitiesOf } from './entities';
import { assertRoom, needsText, roomAt } from './needs/room';
import { FULL } from './place';
import { chart } from './report/chart';
import { consoleTable } from './report/tables';
import { runScale } from './run-scale';
import { runFile } from './scale-run';
import { sizesOf } from './sizes';

const log = (line: string): void => console.log(line);

const filling = (events: number) => startProgress('events of the store and of the raw driver', events);

const scale = async ({ events, at, folder }: ReturnType<typeof SCALE.opts>): Promise<void> => {
  const sizes = sizesOf(events, at);
  await mkdir(folder, { recursive: true });
  log(
    `${count(events)} events about ${count(entitiesOf(events))} entities; measured at ${sizes.map(count).join(', ')}.`,
  );
  const run = await runScale({
    ...{ sizes, folder, effort: FULL, log, filling },
    signal: stopSignal(() => log('\nStopping; the same command goes on from here …')),
    onNeeds: async (needs) => {
      const room = await roomAt(folder);
      log(needsText(needs, room));
      // The disk of a database elsewhere is its operator's.
      if (!process.env.MONGODB_URI) assertRoom(needs, room, folder);
    },
  });
  await writeFile(join(folder, 'scale.svg'), chart(run.sizes));
  log(`\n${consoleTable(run.sizes)}\n\nNumbers: ${runFile(folder)}; chart: ${join(folder, 'scale.svg')}`);
};

await runTool(SCALE.action(scale));
