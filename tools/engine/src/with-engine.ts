import { inTemporaryFolder } from '@event-sourcing/tools-kit';
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
    return inTemporaryFolder('event-sourcing', (made) => withEngine({ ...options, dataDir: made }, use));
  const engine = await startEngine({ ...options, dataDir });
  try {
    return await use(engine, dataDir);
  } finally {
    await engine.stop();
  }
};
