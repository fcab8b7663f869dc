import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isEngineError, startEngine } from '@event-sourcing/engine';
import { VerifyError } from './verify-error';
import type { VerifyArguments } from './arguments';

/** Works on the engine at a connection string, or on one that is started on a folder's data for the time. */
export const withEngine = async <Result>(
  place: VerifyArguments['place'],
  log: (line: string) => void,
  work: (uri: string) => Promise<Result>,
): Promise<Result> => {
  if ('uri' in place) return work(place.uri);
  const env = { ...process.env, MONGODB_URI: '' };
  const engine = await startEngine({ dataDir: engineFolder(place.dataDir), log, env }).catch(inUse);
  try {
    return await work(engine.uri);
  } finally {
    await engine.stop();
  }
};

/** A stack keeps its engine in a folder of its data; other tools' data is an engine's folder itself. */
const engineFolder = (dataDir: string): string => {
  const found = [join(dataDir, 'engine'), dataDir].find((folder) => existsSync(join(folder, 'engine.json')));
  if (found !== undefined) return found;
  throw new VerifyError(
    'no-data',
    `There is no data in ${dataDir}. Name it with --data, or the engine with --uri.`,
  );
};

const inUse = (error: unknown): never => {
  throw isEngineError(error, 'engine-in-use')
    ? new Error(`${error.message} Or name the running engine with --uri, as npm start tells it.`)
    : error;
};
