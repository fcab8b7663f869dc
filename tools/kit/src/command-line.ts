import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from '@commander-js/extra-typings';
import { isToolError } from './tool-error';

const EXIT_CODES = 'Exit codes: 0 done, 1 failed or something was found, 2 not understood, 130 stopped.';

/**
 * A tool, as its users type it: `npm run race`.
 * @param about what it does and how it ends
 */
export const tool = (name: string, about: string) =>
  new Command(`${name} --`)
    .helpOption('--help', 'show this')
    .addHelpText('after', `\n${about}\n${EXIT_CODES}`);

/** An option's value, which must be one: with nothing behind it a shell's empty variable shows. */
export const text = (given: string): string => {
  if (given === '') throw new InvalidArgumentError('It must not be empty.');
  return given;
};

/** An option that may be given several times. */
export const list = (given: string, earlier: readonly string[]): readonly string[] => [...earlier, given];

/** A file or folder; of what is relative the person's folder is the base. */
export const path = (given: string): string =>
  // npm runs scripts in the workspace's root; INIT_CWD is where the person was.
  resolve(process.env.INIT_CWD ?? '.', text(given));

/** A whole number within a range. */
export const integer =
  (min: number, max: number) =>
  (given: string): number => {
    const value = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It is an integer from ${min} to ${max}.`);
  };

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isToolError(error, 'usage')) return 2;
  return isToolError(error, 'stopped') ? 130 : 1;
};

/** A command of whatever options and operands. */
interface Runnable {
  exitOverride(): unknown;
  showHelpAfterError(): unknown;
  parseAsync(args: readonly string[], options: { from: 'user' }): Promise<unknown>;
  outputHelp(context: { error: true }): void;
}

/**
 * A tool's main: reads the command line, does the command's action, tells what went wrong, and sets the exit code.
 * Whatever is wrong for a reason that its user can mend is a {@link ToolError}; anything else is a defect, shown with
 * its stack.
 */
export const runTool = async (
  command: Runnable,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  try {
    command.exitOverride();
    command.showHelpAfterError();
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (error instanceof CommanderError) return;
    console.error(isToolError(error) ? `\n${error.message}` : error);
    if (isToolError(error, 'usage')) command.outputHelp({ error: true });
  }
};
