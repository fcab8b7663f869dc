import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEngineError, startEngine, type Engine } from '@event-sourcing/engine';
import { BenchError } from './bench-error';

const BUILD_IT = [
  'The benchmark needs the fast build of the embedded engine, and it is not here.',
  'Build it once, in about 5 minutes: npm run engine:build',
  'Or set MONGODB_URI to a MongoDB replica set that nothing else uses.',
].join('\n');

/**
 * Does something with an engine of its own, and a folder; both are removed afterwards. Always the same engine, also
 * where there is a `mongod`, so that numbers of different machines can be put side by side.
 * @throws BenchError `slow-engine`
 */
export const withEngine = async (
  log: (line: string) => void,
  signal: AbortSignal,
  use: (engine: Engine, folder: string) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'event-sourcing-bench-'));
  try {
    const env = { ENGINE_KIND: 'embedded-rust', ...process.env };
    const dataDir = join(folder, 'engine');
    const engine = await startEngine({ dataDir, log, signal, env }).catch((cause: unknown) => {
      // Of what else can be wrong the engine's own message tells.
      throw isEngineError(cause, 'engine-unavailable')
        ? new BenchError('slow-engine', BUILD_IT, { cause })
        : cause;
    });
    try {
      if (engine.kind === 'embedded-python') throw new BenchError('slow-engine', BUILD_IT);
      await use(engine, folder);
    } finally {
      await engine.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
