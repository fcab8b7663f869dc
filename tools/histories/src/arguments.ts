import { Option } from '@commander-js/extra-typings';
import { integer, tool } from '@event-sourcing/tools-kit';

const about = `Lets callers of a small bank do at random what they like, at several instances that are killed and restarted, over
a simulated database that loses, delays, halves and rolls back; then judges every answer by a serial model.
A seed repeats its history exactly, except with --sequencer. Ends with exit code 1 when a promise was broken.`;

const seed = new Option('--seed <n>', 'of the first history; the next one has the next')
  .argParser(integer(0, 2_000_000_000))
  .default(Date.now() % 1_000_000, 'another one each time');

/** The command line of `npm run histories`. */
export const HISTORIES = tool('npm run histories', about)
  .option('--commands <n>', 'to be answered, in all', integer(1, 100_000_000), 50_000)
  .addOption(seed)
  .option('--minutes <n>', 'after which no other history is begun', integer(1, 10_000))
  .option('--sequencer', 'one instance appends for all, over connections that are cut; in real time', false);
