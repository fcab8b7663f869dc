import { join } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { integer, path, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { DEFAULT_PORT_BASE, MAX_INSTANCES, maxPortBase } from './services';

const dataDir = (help: string) =>
  new Option('--data <dir>', help).argParser(path).default(join(workspaceRoot, '.data'), '.data');

const portBase = new Option(
  '--port-base <n>',
  'the console listens on n, bank-command on n + 1, messages-command on n + 2, messages-query on n + 3',
)
  .argParser(integer(1, maxPortBase(1)))
  .default(DEFAULT_PORT_BASE);

const instances = new Option(
  '--instances <k>',
  `copies of each service, each further one 10 ports higher, 1 to ${MAX_INSTANCES}`,
)
  .argParser(integer(1, MAX_INSTANCES))
  .default(1);

/** Where a stack listens, as options of the tools that start one or talk to one. */
export const addressOptions = { portBase, instances };

/** @throws ToolError `usage` when the last copy's port would not exist */
export const assertPortsExist = ({
  portBase,
  instances,
}: Readonly<Record<'portBase' | 'instances', number>>): void => {
  const max = maxPortBase(instances);
  if (portBase <= max) return;
  const message = `With ${instances} instances --port-base is an integer from 1 to ${max}, not "${portBase}".`;
  throw new ToolError('usage', message);
};

export const startCommand = tool(
  'npm start',
  'Runs the engine, the three services and the console until Ctrl-C stops them.',
)
  .addOption(dataDir('where the data is kept'))
  .addOption(portBase)
  .addOption(instances)
  .option('--verbose', 'show everything the services log, not only warnings and errors', false);

export const resetCommand = tool('npm run reset', 'Removes the data of a stack that is not running.')
  .addOption(dataDir('the data to remove'))
  .option('--yes', 'do not ask', false);
