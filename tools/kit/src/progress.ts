import { SingleBar, type Options } from 'cli-progress';

/** Lines that are not for a terminal come this often. */
const LINE_EVERY_MS = 3_000;

const format = '{bar} {title} {value} of {total} ({percentage} %), {eta_formatted} left{note}';

/**
 * Shows how far a piece of work is: on a terminal a bar, elsewhere lines. Say more beside it with
 * `update({ note: ' · …' })`, and stop it when the work ends, however it ends.
 */
export const startProgress = (
  title: string,
  total: number,
  stream: NodeJS.WritableStream = process.stderr,
): SingleBar => {
  const options: Options = {
    format,
    stream,
    hideCursor: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
  };
  const bar = new SingleBar(options);
  bar.start(total, 0, { title, note: '' });
  return bar;
};
