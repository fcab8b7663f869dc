import type { z } from 'zod';
import { isToolError } from '../tool-error';
import { parseCommandLine } from './parse';
import { usageOf, type Command } from './usage';

const exitCodeOf = (error: unknown): number => {
  if (isToolError(error, 'usage')) return 2;
  return isToolError(error, 'stopped') ? 130 : 1;
};

/**
 * A tool's main: reads the command line, does the work, tells what went wrong, and sets the exit code. Whatever is
 * wrong for a reason that its user can mend is a {@link ToolError}; anything else is a defect, shown with its stack.
 */
export const runTool = async <Options extends z.ZodRawShape>(
  command: Command<Options>,
  work: (options: z.output<z.ZodObject<Options>>) => Promise<void>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  try {
    const options = parseCommandLine(command, args);
    if (options === 'help') console.log(usageOf(command));
    else await work(options);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    console.error(isToolError(error) ? `\n${error.message}` : error);
    if (isToolError(error, 'usage')) console.error(`\n${usageOf(command)}`);
  }
};
