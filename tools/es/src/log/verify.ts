import { verifyLog } from '@event-sourcing/event-store';
import { startProgress, ToolError } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';
import { withDatabase } from '../open';
import { answer } from '../output/answer';
import { headOf } from './head-option';
import { reportLines } from './verify-report';

const ABOUT = [
  'Walks the hash chain of a log; prints the head to publish, or the first fault. Without --published, a log whose',
  'end was written anew, or cut off, cannot be told from a good one.',
].join(' ');

/** `es verify`. */
export const verify = () =>
  logCommand('verify', ABOUT)
    .option('--from <position:hash>', 'begin behind a head that was verified before', headOf)
    .option('--published <position:hash>', 'a head that was published elsewhere', headOf)
    .action(async (options) => {
      const { db, from, published } = options;
      const heads = { ...(from && { from }), ...(published && { published }) };
      if (from && published && published.position < from.position) {
        const message =
          '--published lies before --from, so the walk would not pass it. Begin at it, or before it.';
        throw new ToolError('usage', message);
      }
      const found = await withDatabase(options, async (client) => {
        let progress: ReturnType<typeof startProgress> | undefined;
        const onProgress = (position: number, end: number): void => {
          progress ??= startProgress('events', end);
          progress.update(position);
        };
        return verifyLog(client, db, { ...heads, onProgress }).finally(() => progress?.stop());
      });
      if (!found)
        throw new ToolError('no-data', `There is no log in the database "${db}". Name it with --db.`);
      if (found.fault) process.exitCode = 1;
      answer(options, found, () => reportLines(found, heads));
    });
