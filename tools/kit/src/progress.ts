import cliProgress, { type GenericFormatter, type SingleBar } from 'cli-progress';
import { count } from './words';

/** Lines that are not for a terminal come this often. */
const LINE_EVERY_MS = 3_000;

/** `███░ rows 1,200 of 4,193 (28 %), 410/s, 8s left`. */
const format: GenericFormatter = (options, { progress, value, total, eta, startTime }, { title, note }) => {
  const bar = cliProgress.Format.BarFormat(progress, options);
  const perSecond = Math.round((value * 1_000) / Math.max(1, Date.now() - startTime));
  const done = `${count(value)} of ${count(total)} (${Math.floor(progress * 100)} %)`;
  return `${bar} ${title} ${done}, ${count(perSecond)}/s, ${cliProgress.Format.TimeFormat(eta, options, 1)} left${note}`;
};

/**
 * Shows how far a piece of work is: on a terminal a bar, elsewhere lines. `update` says how far, and more beside it
 * with `{ note: ' · …' }`; `stop` ends it, however the work ended.
 */
export const startProgress = (
  title: string,
  total: number,
  stream: NodeJS.WritableStream = process.stderr,
): SingleBar => {
  const bar = new cliProgress.SingleBar({
    format,
    stream,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
    // Its handlers would take Ctrl-C from the tool.
    gracefulExit: false,
  });
  bar.start(total, 0, { title, note: '' });
  return bar;
};
