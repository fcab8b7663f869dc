import { Option } from '@commander-js/extra-typings';
import { integer, path, tool } from '@event-sourcing/tools-kit';

const about = `Uses two instances of every service at random while faults are done to them, one by one and together, and judges
from what clients saw and what lies in the database whether every promise was kept. Ends with exit code 1 when one was
broken. A seed makes the same choices again; what comes of them depends on the machine's timing.`;

const seed = new Option('--seed <n>', 'of every choice')
  .argParser(integer(0, 2_000_000_000))
  .default(Date.now() % 1_000_000, 'another one each time');

const report = new Option('--report <file>', 'where the page is written that tells the run').argParser(path);

/** The command line of `npm run chaos`. */
export const CHAOS = tool('npm run chaos', about)
  .option('--minutes <n>', 'for which faults are done', integer(1, 10_000), 10)
  .option('--clients <n>', 'that ask at the same time', integer(1, 1_000), 8)
  .addOption(seed)
  .addOption(report)
  .option(
    '--planted',
    'runs builds with bugs, as many minutes each, and demands that checkers find them',
    false,
  );
