import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT_BASE, MAX_INSTANCES, maxPortBase } from './services';
import { StackError } from './stack-error';
import { DEFAULT_DATA_DIR } from './workspace';

/** What `npm start` was asked for. */
export interface StartArguments {
  readonly dataDir: string;
  readonly portBase: number;
  readonly instances: number;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** What `npm run reset` was asked for. */
export interface ResetArguments {
  readonly dataDir: string;
  readonly yes: boolean;
  readonly help: boolean;
}

export const START_USAGE = `Usage: npm start -- [options]
  --data <dir>       where the data is kept (default: .data)
  --port-base <n>    bank-command listens on n + 1, messages-command on n + 2, messages-query on n + 3 (default: ${DEFAULT_PORT_BASE})
  --instances <k>    copies of each service, each further one 10 ports higher, 1 to ${MAX_INSTANCES} (default: 1)
  --verbose          show everything the services log, not only warnings and errors
  --help             show this`;

export const RESET_USAGE = `Usage: npm run reset -- [options]
  --data <dir>       the data to remove (default: .data)
  --yes              do not ask
  --help             show this`;

/** npm runs scripts in the workspace's root; INIT_CWD is where the person was. */
const dataFolder = (given: string | undefined): string =>
  given === undefined ? DEFAULT_DATA_DIR : resolve(process.env.INIT_CWD ?? '.', given);

const integer = (option: string, given: string | undefined, fallback: number, max: number): number => {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= max) return value;
  throw new StackError('usage', `${option} is an integer from 1 to ${max}, not "${given}".`);
};

const orUsageError = <Result>(parse: () => Result): Result => {
  try {
    return parse();
  } catch (cause) {
    throw new StackError('usage', cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

/** @throws StackError `usage` */
export const parseStartArguments = (args: readonly string[]): StartArguments => {
  const { values } = orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        'port-base': { type: 'string' },
        instances: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  const instances = integer('--instances', values.instances, 1, MAX_INSTANCES);
  const portBase = integer('--port-base', values['port-base'], DEFAULT_PORT_BASE, maxPortBase(instances));
  const { verbose, help } = values;
  return { dataDir: dataFolder(values.data), portBase, instances, verbose, help };
};

/** @throws StackError `usage` */
export const parseResetArguments = (args: readonly string[]): ResetArguments => {
  const { values } = orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  return { dataDir: dataFolder(values.data), yes: values.yes, help: values.help };
};
