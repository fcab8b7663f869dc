import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT_BASE, MAX_INSTANCES, maxPortBase } from '@event-sourcing/stack';
import { ReplayError } from './replay-error';

/** What `npm run replay` was asked for. */
export interface ReplayArguments {
  readonly kind: 'bank' | 'messages';
  readonly file: string;
  readonly portBase: number;
  readonly instances: number;
  readonly concurrency: number;
}

const DEFAULT_CONCURRENCY = 32;
const MAX_CONCURRENCY = 512;

export const REPLAY_USAGE = `Usage: npm run replay -- bank <ledger.csv> [options]
       npm run replay -- messages <messages.ndjson> [options]
  --port-base <n>    of the running stack, as given to npm start (default: ${DEFAULT_PORT_BASE})
  --instances <k>    copies of each service to talk to in turn, 1 to ${MAX_INSTANCES} (default: 1)
  --concurrency <n>  accounts or users worked on at the same time, 1 to ${MAX_CONCURRENCY} (default: ${DEFAULT_CONCURRENCY})
  --help             show this

A ledger is CSV with the columns date, account, type (deposit | withdrawal), amount, balance_after, description;
messages are lines of JSON: { "userId": …, "text": …, "from"?: … }. Run again, it goes on where it stopped.`;

const usage = (message: string): ReplayError => new ReplayError('usage', message);

const integer = (option: string, given: string | undefined, fallback: number, max: number): number => {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= max) return value;
  throw usage(`${option} is an integer from 1 to ${max}, not "${given}".`);
};

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'port-base': { type: 'string' },
        instances: { type: 'string' },
        concurrency: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
};

/** @returns `help` when that was asked for; @throws ReplayError `usage` */
export const parseReplayArguments = (args: readonly string[]): ReplayArguments | 'help' => {
  const { values, positionals } = read(args);
  if (values.help) return 'help';
  const [kind, file, ...more] = positionals;
  if (kind !== 'bank' && kind !== 'messages') throw usage('Say what to replay: bank or messages.');
  if (file === undefined || more.length > 0) throw usage(`Name one file to replay on the ${kind}.`);
  const instances = integer('--instances', values.instances, 1, MAX_INSTANCES);
  return {
    kind,
    // npm runs scripts in the workspace's root; INIT_CWD is where the person was.
    file: resolve(process.env.INIT_CWD ?? '.', file),
    instances,
    portBase: integer('--port-base', values['port-base'], DEFAULT_PORT_BASE, maxPortBase(instances)),
    concurrency: integer('--concurrency', values.concurrency, DEFAULT_CONCURRENCY, MAX_CONCURRENCY),
  };
};
