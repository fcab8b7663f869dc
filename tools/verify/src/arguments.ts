import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toPosition, type HeadHash } from '@event-sourcing/event-store';
import { VerifyError } from './verify-error';

/** What `npm run verify` was asked for. */
export interface VerifyArguments {
  /** Where the log is: a connection string, or the folder of a stack or an engine that is not running. */
  readonly place: { readonly uri: string } | { readonly dataDir: string };
  readonly dbName: string;
  readonly from?: HeadHash;
  readonly published?: HeadHash;
}

export const VERIFY_USAGE = `Usage: npm run verify -- --db <name> [options]
  --db <name>              the database that holds the log (of the services here: bank, messages)
  --uri <uri>              of the MongoDB replica set (default: MONGODB_URI)
  --data <dir>             instead: the data of a stack that is not running, as given to npm start (default: .data)
  --from <position:hash>   begin behind a head that was verified before
  --published <position:hash>
                           a head that was published elsewhere. Without one, a log whose end was written anew, or
                           cut off, cannot be told from a good one.
  --help                   show this

Prints the head to publish, or the first fault, and then ends with exit code 1.`;

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        uri: { type: 'string' },
        db: { type: 'string' },
        data: { type: 'string' },
        from: { type: 'string' },
        published: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new VerifyError('usage', error instanceof Error ? error.message : String(error));
  }
};

const headOf = (option: string, given: string): HeadHash => {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (position !== undefined && hash !== undefined) return { position: toPosition(Number(position)), hash };
  throw new VerifyError('usage', `${option} is <position>:<64 hex digits>, not "${given}".`);
};

/** @returns `help` when that was asked for; @throws VerifyError `usage` */
export const parseVerifyArguments = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): VerifyArguments | 'help' => {
  const { uri, db, data, from, published, help } = read(args);
  if (help) return 'help';
  if (!db) throw new VerifyError('usage', 'Say which database holds the log: --db <name>.');
  if (uri !== undefined && data !== undefined)
    throw new VerifyError('usage', 'Give --uri or --data, not both.');
  const known = uri ?? (data === undefined ? env.MONGODB_URI : undefined);
  return {
    // npm runs scripts in the workspace's root; INIT_CWD is where the person was.
    place: known ? { uri: known } : { dataDir: data ? resolve(env.INIT_CWD ?? '.', data) : resolve('.data') },
    dbName: db,
    ...(from !== undefined && { from: headOf('--from', from) }),
    ...(published !== undefined && { published: headOf('--published', published) }),
  };
};
