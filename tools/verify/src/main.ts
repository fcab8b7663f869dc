import { storedDataAt, storedDataOptions, withStoredData } from '@event-sourcing/engine';
import { verifyLog } from '@event-sourcing/event-store';
import { optional, runTool, startProgress, text, ToolError } from '@event-sourcing/tools-kit';
import { headOf } from './head-option';
import { reportLines } from './report';

const say = (line: string): void => console.log(line);

const command = {
  name: 'npm run verify',
  options: {
    ...storedDataOptions,
    from: optional(text('<position:hash>', 'begin behind a head that was verified before')),
    published: optional(text('<position:hash>', 'a head that was published elsewhere')),
  },
  about: [
    'Walks the hash chain of a log; prints the head to publish, or the first fault. Without --published, a log whose',
    'end was written anew, or cut off, cannot be told from a good one.',
  ].join('\n'),
};

await runTool(command, async ({ db, uri, data, ...given }) => {
  const heads = {
    ...(given.from !== undefined && { from: headOf('--from', given.from) }),
    ...(given.published !== undefined && { published: headOf('--published', given.published) }),
  };
  if (heads.from && heads.published && heads.published.position < heads.from.position) {
    throw new ToolError(
      'usage',
      '--published lies before --from, so the walk would not pass it. Begin at it, or before it.',
    );
  }
  const found = await withStoredData(storedDataAt({ uri, data }), say, async (client) => {
    let progress: ReturnType<typeof startProgress> | undefined;
    const onProgress = (commits: number, ofCommits: number): void => {
      progress ??= startProgress('commits', ofCommits);
      progress.update(commits);
    };
    return verifyLog(client, db, { ...heads, onProgress }).finally(() => progress?.stop());
  });
  if (!found) throw new ToolError('no-data', `There is no log in the database "${db}". Name it with --db.`);
  if (found.fault) process.exitCode = 1;
  reportLines(found, heads).forEach(say);
});
