import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEngine, type Engine } from '@event-sourcing/engine';
import { ToolError } from '@event-sourcing/tools-kit';

/**
 * Does something with an engine of its own, and a folder; both are removed afterwards. Always the same engine, also
 * where there is a `mongod`, so that numbers of different machines can be put side by side.
 * @throws ToolError `engine-unavailable` where only the slow build of the engine is
 */
export const withFastEngine = async (
  log: (line: string) => void,
  signal: AbortSignal,
  use: (engine: Engine, folder: string) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'event-sourcing-bench-'));
  const env = { ENGINE_KIND: 'embedded-rust', ...process.env };
  try {
    await withEngine({ dataDir: join(folder, 'engine'), log, signal, env }, (engine) => {
      if (engine.kind !== 'embedded-python') return use(engine, folder);
      throw new ToolError(
        'engine-unavailable',
        'The slow build of the engine tells nothing. Build the fast one: npm run engine:build',
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
