import { parseArgs } from 'node:util';
import { maxPortBase } from '@event-sourcing/stack';
import { DemoError } from './demo-error';

export const DEMO_USAGE = `Usage: npm run demo -- [options]
  --port-base <n>  tell the story on the stack that runs there (npm start), instead of on one of its own
  --help           show this`;

/** What `npm run demo` was asked for. */
export interface DemoArguments {
  /** Of a running stack; absent: a temporary one. */
  readonly portBase?: number;
}

/** @returns `help` when that was asked for; @throws DemoError `usage` */
export const parseDemoArguments = (args: readonly string[]): DemoArguments | 'help' => {
  const { 'port-base': given, help } = read(args);
  if (help) return 'help';
  if (given === undefined) return {};
  const portBase = Number(given);
  if (/^\d+$/.test(given) && portBase >= 1 && portBase <= maxPortBase(1)) return { portBase };
  throw new DemoError('usage', `--port-base is an integer from 1 to ${maxPortBase(1)}, not "${given}".`);
};

const read = (args: readonly string[]) => {
  try {
    const options = { 'port-base': { type: 'string' }, help: { type: 'boolean', default: false } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new DemoError('usage', error instanceof Error ? error.message : String(error));
  }
};
