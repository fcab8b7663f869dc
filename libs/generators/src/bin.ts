import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { create } from './create';

const USAGE = `Usage: npx @event-sourcing/create <name> [options]

Makes a NestJS application on an event log, with tests, a Dockerfile and a replica set for docker compose.

Options:
  --entity <name>       what its first decisions are on (default: order)
  --event-store <from>  what npm installs the store from: a version, or the path of a tarball
  --help                show this

Exit codes: 0 done, 1 refused, 2 not understood.`;

const templates = join(import.meta.dirname, '../templates');

const read = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      entity: { type: 'string', default: 'order' },
      'event-store': { type: 'string', default: `^${version}` },
      help: { type: 'boolean', default: false },
    },
  });
  const [name, ...more] = positionals;
  if (values.help) return undefined;
  if (name === undefined || more.length > 0) throw new Error('Give one name: my-shop.');
  return { name, entity: values.entity, eventStore: values['event-store'] };
};

const main = async (): Promise<number> => {
  let given: ReturnType<typeof read>;
  try {
    given = read();
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${USAGE}`);
    return 2;
  }
  if (given === undefined) {
    console.log(USAGE);
    return 0;
  }
  try {
    const cwd = process.cwd();
    const folder = await create({ ...given, cwd, templates });
    console.log(`Made ${folder}. Next:\n\n  cd ${relative(cwd, folder)}\n  npm install\n  npm test`);
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.exitCode = await main();
