import { join } from 'node:path';
import { withEngine, type Engine } from '@event-sourcing/engine';
import { ToolError } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import type { Home, Place } from './place';

interface PlaceOptions {
  readonly folder: string;
  /** Of the store; the raw driver's has a suffix. */
  readonly database: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Does something with an engine for the store, and another one for the raw driver; or with the one of MONGODB_URI. */
export const withPlace = <Result>(
  { folder, database, signal, log }: PlaceOptions,
  use: (place: Place, engine: Engine['kind']) => Promise<Result>,
): Promise<Result> => {
  // Always the same engine, also where there is a `mongod`: numbers of different machines are put side by side.
  const env = { ENGINE_KIND: 'embedded-rust', ...process.env };
  const withHome = (name: string, suffix: string, then: (home: Home, engine: Engine) => Promise<Result>) =>
    withEngine({ dataDir: join(folder, name), env, log, signal }, async (engine, dataDir) => {
      if (engine.kind === 'embedded-python') {
        const remedy = 'The slow build of the engine tells nothing. Build the fast one: npm run engine:build';
        throw new ToolError('engine-unavailable', remedy);
      }
      const client = await MongoClient.connect(engine.uri);
      const files = engine.kind === 'uri' ? undefined : join(dataDir, 'db');
      const home = { client, db: client.db(`${database}${suffix}`), pid: engine.pid, files };
      return then(home, engine).finally(() => client.close());
    });
  return withHome('store', '', (store, { kind }) =>
    withHome('raw', '-raw', (raw) => use({ store, raw, signal }, kind)),
  );
};
