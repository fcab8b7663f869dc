import { freePortBase, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';

/**
 * Does something on a stack that is stopped and removed afterwards, whatever happens.
 * @throws ToolError
 */
export const withTemporaryStack = (
  log: (line: string) => void,
  signal: AbortSignal,
  use: (portBase: number) => Promise<void>,
): Promise<void> =>
  inTemporaryFolder('event-sourcing-demo', async (dataDir) => {
    const portBase = await freePortBase();
    const stack = await startStack({ dataDir, portBase, log, signal });
    await Promise.race([use(portBase), stack.failed]).finally(() => stack.stop());
  });
