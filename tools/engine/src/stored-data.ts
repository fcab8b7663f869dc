import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { isToolError, path, text, ToolError, type tool } from '@event-sourcing/tools-kit';
import { withEngine } from './with-engine';

/** A tool that looks at stored data: the same with the options that say where it is. */
export const withStoredDataOptions = (command: ReturnType<typeof tool>) =>
  command
    .requiredOption(
      '--db <name>',
      'the database that holds the log (of the services here: bank, messages)',
      text,
    )
    .option('--uri <uri>', 'of the MongoDB replica set (default: MONGODB_URI)', text)
    .option(
      '--data <dir>',
      'instead: the data of a stack that is not running, as given to npm start (default: .data)',
      path,
    );

/** A running engine, or the folder of one that is not running. */
export type StoredData = { readonly uri: string } | { readonly dataDir: string };

/** @throws ToolError `usage` when both are named */
export const storedDataAt = (
  { uri, data }: { readonly uri?: string | undefined; readonly data?: string | undefined },
  env: NodeJS.ProcessEnv = process.env,
): StoredData => {
  if (uri !== undefined && data !== undefined)
    throw new ToolError('usage', 'Give --uri or --data, not both.');
  if (data !== undefined) return { dataDir: data };
  const known = uri ?? env.MONGODB_URI;
  return known ? { uri: known } : { dataDir: resolve('.data') };
};

/** Connects to a running engine, or to one that is started on a folder's data for the time. */
export const withStoredData = async <Result>(
  place: StoredData,
  log: (line: string) => void,
  use: (client: MongoClient) => Promise<Result>,
): Promise<Result> => {
  if ('uri' in place) return withClient(place.uri, use);
  const options = { dataDir: engineFolder(place.dataDir), log, env: { ...process.env, MONGODB_URI: '' } };
  return withEngine(options, ({ uri }) => withClient(uri, use)).catch(orNameTheRunningOne);
};

const withClient = async <Result>(
  uri: string,
  use: (client: MongoClient) => Promise<Result>,
): Promise<Result> => {
  const client = await MongoClient.connect(uri);
  return use(client).finally(() => client.close());
};

/** A stack keeps its engine in a folder of its data; other tools' data is an engine's folder itself. */
const engineFolder = (dataDir: string): string => {
  const found = [join(dataDir, 'engine'), dataDir].find((folder) => existsSync(join(folder, 'engine.json')));
  if (found !== undefined) return found;
  throw new ToolError(
    'no-data',
    `There is no data in ${dataDir}. Name it with --data, or the engine with --uri.`,
  );
};

const orNameTheRunningOne = (error: unknown): never => {
  if (!isToolError(error, 'engine-in-use')) throw error;
  const message = `${error.message} Or name the running engine with --uri, as npm start tells it.`;
  throw new ToolError(error.code, message, { cause: error });
};
