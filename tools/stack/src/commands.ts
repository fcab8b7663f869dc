import { flag, integer, orElse, path, ToolError } from '@event-sourcing/tools-kit';
import { DEFAULT_PORT_BASE, MAX_INSTANCES, maxPortBase } from './services';
import { DEFAULT_DATA_DIR } from './workspace';

const dataDir = (help: string) => orElse(path('<dir>', help), DEFAULT_DATA_DIR, '.data');

/** Where a stack listens, as options of the tools that start one or talk to one. */
export const addressOptions = {
  portBase: orElse(
    integer('<n>', 'bank-command listens on n + 1, messages-command on n + 2, messages-query on n + 3', {
      min: 1,
      max: maxPortBase(1),
    }),
    DEFAULT_PORT_BASE,
  ),
  instances: orElse(
    integer('<k>', `copies of each service, each further one 10 ports higher, 1 to ${MAX_INSTANCES}`, {
      min: 1,
      max: MAX_INSTANCES,
    }),
    1,
  ),
};

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

export const startCommand = {
  name: 'npm start',
  options: {
    data: dataDir('where the data is kept'),
    ...addressOptions,
    verbose: flag('show everything the services log, not only warnings and errors'),
  },
  about: 'Runs the engine and the three services until Ctrl-C stops them.',
};

export const resetCommand = {
  name: 'npm run reset',
  options: { data: dataDir('the data to remove'), yes: flag('do not ask') },
  about: 'Removes the data of a stack that is not running.',
};
