import { parseArgs } from 'node:util';

export const GENERATIONS_USAGE = [
  'npm run generations -- list <projection> --db <database> [--uri <connection string>]',
  'npm run generations -- drop <projection> --db <database> [--uri <connection string>]',
  '',
  'list: which fillings of a projection serve, are being filled, or were replaced.',
  'drop: removes those that were replaced, and versions older than the newest that serves which no instance runs.',
  'Without --uri: MONGODB_URI.',
].join('\n');

export interface GenerationsArguments {
  readonly action: 'list' | 'drop';
  readonly projection: string;
  readonly dbName: string;
  readonly uri: string;
}

/** @returns nothing when they make no sense */
export const parseGenerationsArguments = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): GenerationsArguments | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { db: { type: 'string' }, uri: { type: 'string' } },
    });
    const [action, projection, ...rest] = positionals;
    const uri = values.uri ?? env.MONGODB_URI;
    if ((action !== 'list' && action !== 'drop') || !projection || !values.db || !uri || rest.length > 0) {
      return undefined;
    }
    return { action, projection, dbName: values.db, uri };
  } catch {
    return undefined;
  }
};
