import { join } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { integer, path, tool, workspaceRoot } from '@event-sourcing/tools-kit';

const MOST = 1_000_000_000;
const AT: readonly number[] = [10_000, 1_000_000];
const FOLDER = 'dist/scale';

const about = `Fills a log with one event a commit, about a tenth as many entities, hot and cold ones, and measures on the way how all
gets slower as it grows: opening, reading, deciding, appending, rebuilding, verifying; memory and disk. The raw driver
grows beside it, under the same indexes, on an engine of its own. Says first what it needs. When it is ended, the same
command goes on from what is stored; with more --events, from there. What it found is in the folder, with the engines'
data: scale.json, and scale.svg.`;

const at = new Option('--at <events>', 'measures at this length on the way; may be repeated')
  .argParser((given: string, earlier: readonly number[] | undefined) => [
    ...(earlier === AT || earlier === undefined ? [] : earlier),
    integer(100, MOST)(given),
  ])
  .default(AT, '10,000 and 1,000,000');

const folder = new Option('--folder <dir>', 'where the data and the numbers are kept')
  .argParser(path)
  .default(join(workspaceRoot, FOLDER), FOLDER);

/** The command line of `npm run scale`. */
export const SCALE = tool('npm run scale', about)
  .option('--events <n>', 'the full length', integer(100, MOST), 1_000_000)
  .addOption(at)
  .addOption(folder);
