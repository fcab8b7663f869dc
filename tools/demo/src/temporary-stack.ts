import { freePortBase, startStack } from '@event-sourcing/stack';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Does something on a stack that is stopped and removed afterwards, whatever happens.
 * @throws ToolError
 */
export const withTemporaryStack = async (
  log: (line: string) => void,
  signal: AbortSignal,
  use: (portBase: number) => Promise<void>,
): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-sourcing-demo-'));
  try {
    const portBase = await freePortBase();
    const stack = await startStack({ dataDir, portBase, log, signal });
    await Promise.race([use(portBase), stack.failed]).finally(() => stack.stop());
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};
