import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine';
import { startEngine, type StartEngineOptions } from './start-engine';

/**
 * Does something on an engine that is ended afterwards, whatever happens.
 * @param use is given the engine, and a folder: `dataDir`, or else a temporary one, which is removed afterwards
 * @throws ToolError
 */
export const withEngine = async <Result>(
  options: Partial<StartEngineOptions>,
  use: (engine: Engine, dataDir: string) => Promise<Result>,
): Promise<Result> => {
  const { dataDir } = options;
  if (dataDir === undefined)
    return inTemporaryFolder((made) => withEngine({ ...options, dataDir: made }, use));
  const engine = await startEngine({ ...options, dataDir });
  try {
    return await use(engine, dataDir);
  } finally {
    await engine.stop();
  }
};

const inTemporaryFolder = async <Result>(use: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'event-sourcing-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
