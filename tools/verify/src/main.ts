import { isEngineError } from '@event-sourcing/engine';
import { verifyLog } from '@event-sourcing/event-store';
import { consoleProgress } from '@event-sourcing/progress';
import { MongoClient } from 'mongodb';
import { parseVerifyArguments, VERIFY_USAGE, type VerifyArguments } from './arguments';
import { reportLines } from './report';
import { VerifyError } from './verify-error';
import { withEngine } from './with-engine';

const say = (line: string): void => console.log(line);

const verify = async (uri: string, { dbName, ...heads }: VerifyArguments) => {
  const client = await MongoClient.connect(uri);
  const progress = consoleProgress(process.stderr);
  let shown: number | undefined;
  try {
    return await verifyLog(client, dbName, {
      ...heads,
      onProgress: (commits, ofCommits) => {
        if (shown === undefined) progress.start('commits', ofCommits);
        progress.advance(commits - (shown ?? 0));
        shown = commits;
      },
    });
  } finally {
    progress.stop();
    await client.close();
  }
};

const run = async (): Promise<void> => {
  const options = parseVerifyArguments(process.argv.slice(2));
  if (options === 'help') return say(VERIFY_USAGE);
  const found = await withEngine(options.place, say, (uri) => verify(uri, options));
  if (!found) {
    throw new VerifyError(
      'no-log',
      `There is no log in the database "${options.dbName}". Name it with --db.`,
    );
  }
  if (found.fault) process.exitCode = 1;
  reportLines(found, options).forEach(say);
};

try {
  await run();
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof VerifyError || isEngineError(error) ? `\n${error.message}` : error);
  if (error instanceof VerifyError && error.code === 'usage') console.error(`\n${VERIFY_USAGE}`);
}
