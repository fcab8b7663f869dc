import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseResetArguments, RESET_USAGE } from './arguments';
import { isStackError, StackError } from './stack-error';
import { StackFolder } from './stack-folder';

const isConfirmed = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(question), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
};

const assertRemovable = (folder: StackFolder): void => {
  if (!folder.isOurs()) {
    const message = `${folder.path} was not made by a stack; it is left alone. Remove it yourself if you mean it.`;
    throw new StackError('foreign-folder', message);
  }
  const owner = folder.owner();
  if (owner === undefined) return;
  const message = `The data in ${folder.path} is in use by a stack (process ${owner.pid}). Stop it first.`;
  throw new StackError('data-in-use', message);
};

const run = async (): Promise<void> => {
  const { dataDir, yes, help } = parseResetArguments(process.argv.slice(2));
  if (help) return console.log(RESET_USAGE);
  const folder = new StackFolder(dataDir);
  if (!existsSync(dataDir)) return console.log(`There is no data in ${dataDir}: nothing to remove.`);
  assertRemovable(folder);
  if (process.env.MONGODB_URI) console.log('The database that MONGODB_URI names is left as it is.');
  if (!yes && !(await isConfirmed(`Remove ${dataDir} with every account, message and log in it? [y/N] `))) {
    return console.log('Nothing was removed.');
  }
  // A stack may have been started while the question stood; claiming refuses then, and keeps one away now.
  await folder.claim();
  await folder.endOrphans(console.log);
  folder.remove();
  console.log(`Removed ${dataDir}.`);
};

try {
  await run();
} catch (error) {
  process.exitCode = 1;
  console.error(isStackError(error) ? error.message : error);
  if (isStackError(error, 'usage')) console.error(`\n${RESET_USAGE}`);
}
