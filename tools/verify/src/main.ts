import { storedDataAt, withStoredData, withStoredDataOptions } from '@event-sourcing/engine';
import { verifyLog } from '@event-sourcing/event-store';
import { runTool, startProgress, tool, ToolError } from '@event-sourcing/tools-kit';
import { headOf } from './head-option';
import { reportLines } from './report';

const say = (line: string): void => console.log(line);

const about = [
  'Walks the hash chain of a log; prints the head to publish, or the first fault. Without --published, a log whose',
  'end was written anew, or cut off, cannot be told from a good one.',
].join('\n');

const command = withStoredDataOptions(tool('npm run verify', about))
  .option('--from <position:hash>', 'begin behind a head that was verified before', headOf)
  .option('--published <position:hash>', 'a head that was published elsewhere', headOf);

const verify = async ({ db, uri, data, from, published }: ReturnType<typeof command.opts>): Promise<void> => {
  const heads = { ...(from && { from }), ...(published && { published }) };
  if (from && published && published.position < from.position) {
    const message =
      '--published lies before --from, so the walk would not pass it. Begin at it, or before it.';
    throw new ToolError('usage', message);
  }
  const found = await withStoredData(storedDataAt({ uri, data }), say, async (client) => {
    let progress: ReturnType<typeof startProgress> | undefined;
    const onProgress = (position: number, end: number): void => {
      progress ??= startProgress('events', end);
      progress.update(position);
    };
    return verifyLog(client, db, { ...heads, onProgress }).finally(() => progress?.stop());
  });
  if (!found) throw new ToolError('no-data', `There is no log in the database "${db}". Name it with --db.`);
  if (found.fault) process.exitCode = 1;
  reportLines(found, heads).forEach(say);
};

await runTool(command.action(verify));
