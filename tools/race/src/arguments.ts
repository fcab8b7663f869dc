import { Option } from '@commander-js/extra-typings';
import { integer, tool } from '@event-sourcing/tools-kit';

const about = `Races conditional appends on an engine and a log of their own, and compares the log with a serial model.
Ends with exit code 1 when it finds a false pass, a false conflict, a gap, or an answer that the log contradicts.`;

const seed = new Option('--seed <n>', 'repeats a run, as far as the timing of processes can be repeated')
  .argParser(integer(0, 2_000_000))
  .default(Date.now() % 1_000_000, 'another one each time');

/** The command line of `npm run race`. */
export const RACE = tool('npm run race', about)
  .option('--appends <n>', 'of all processes together', integer(1, 10_000_000), 100_000)
  .option('--processes <n>', 'that race for positions', integer(1, 16), 2)
  .option('--workers <n>', 'in each process', integer(1, 1_000), 16)
  .option(
    '--cut-every <ms>',
    'how long, on average, until a connection of each process is cut; 0 never',
    integer(0, 60_000),
    200,
  )
  .addOption(seed)
  .option('--sequencer', 'one process appends for all; the connections between them are cut as often', false);
