import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm run dcb-gateway` was asked for. */
export interface GatewayArguments {
  /** TCP port on 127.0.0.1; 0: a free one. */
  readonly port: number;
  readonly dataDir: string;
}

const DEFAULT_PORT = 3000;
const MAX_PORT = 65_535;

export const GATEWAY_USAGE = `Usage: npm run dcb-gateway -- --data <dir> [options]
  --data <dir>   where the log is kept: made when it is not there, gone on with when it is
  --port <n>     to listen on, at 127.0.0.1; 0 takes a free one (default: ${DEFAULT_PORT})
  --help         show this

Serves a log over HTTP, for conformance suites and benchmarks of the DCB specification (https://dcb.events):
  GET  /read?query=<json>&options=<json>   → 200 [{ type, tags, data, position }]
  POST /append { events, condition? }      → 200 { durationInMicroseconds, appendConditionFailed }`;

/** Thrown when the arguments cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const portOf = (given: string | undefined): number => {
  if (given === undefined) return DEFAULT_PORT;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= MAX_PORT) return port;
  throw new UsageError(`--port is an integer from 0 to ${MAX_PORT}, not "${given}".`);
};

/** @returns `help` when that was asked for; @throws UsageError */
export const parseGatewayArguments = (args: readonly string[]): GatewayArguments | 'help' => {
  const { values } = read(args);
  if (values.help) return 'help';
  if (!values.data) throw new UsageError('Say where the log is kept: --data <dir>.');
  // npm runs scripts in the workspace's root; INIT_CWD is where the person was.
  return { port: portOf(values.port), dataDir: resolve(process.env.INIT_CWD ?? '.', values.data) };
};
