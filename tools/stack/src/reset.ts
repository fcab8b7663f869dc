import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { runTool, ToolError } from '@event-sourcing/tools-kit';
import { resetCommand } from './commands';
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
    throw new ToolError('foreign-folder', message);
  }
  const owner = folder.owner();
  if (owner === undefined) return;
  const message = `The data in ${folder.path} is in use by a stack (process ${owner.pid}). Stop it first.`;
  throw new ToolError('data-in-use', message);
};

const reset = async ({ data, yes }: ReturnType<typeof resetCommand.opts>): Promise<void> => {
  const folder = new StackFolder(data);
  if (!existsSync(data)) return console.log(`There is no data in ${data}: nothing to remove.`);
  assertRemovable(folder);
  if (process.env.MONGODB_URI) console.log('The database that MONGODB_URI names is left as it is.');
  if (!yes && !(await isConfirmed(`Remove ${data} with every account, message and log in it? [y/N] `))) {
    return console.log('Nothing was removed.');
  }
  // A stack may have been started while the question stood; claiming refuses then, and keeps one away now.
  await folder.claim();
  await folder.endOrphans(console.log);
  folder.remove();
  console.log(`Removed ${data}.`);
};

await runTool(resetCommand.action(reset));
