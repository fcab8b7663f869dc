import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isPortFree } from '@event-sourcing/engine';
import { isToolError } from '@event-sourcing/tools-kit';
import { maxPortBase, startStack, type Stack } from '@event-sourcing/stack';

const SERVICES = 3;

/** A port base whose three ports were free a moment ago. */
const freePortBase = async (): Promise<number> => {
  for (;;) {
    const base = Math.min((await freePort()) - 1, maxPortBase(1));
    const free = await Promise.all(
      Array.from({ length: SERVICES }, (_, index) => isPortFree(base + 1 + index)),
    );
    if (free.every(Boolean)) return base;
  }
};

const start = async (
  dataDir: string,
  log: (line: string) => void,
  signal: AbortSignal,
  tries = 3,
): Promise<{ readonly portBase: number; readonly stack: Stack }> => {
  const portBase = await freePortBase();
  try {
    return { portBase, stack: await startStack({ dataDir, portBase, log, signal }) };
  } catch (error) {
    // Another program took a port meanwhile.
    if (tries > 1 && isToolError(error, 'ports-taken')) return start(dataDir, log, signal, tries - 1);
    throw error;
  }
};

/**
 * Does something on a stack that is stopped and removed afterwards, whatever happens.
 * @throws ToolError
 */
export const withTemporaryStack = async (
  log: (line: string) => void,
  signal: AbortSignal,
  use: (portBase: number) => Promise<void>,
): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'event-sourcing-demo-'));
  try {
    const { portBase, stack } = await start(dataDir, log, signal);
    try {
      await Promise.race([use(portBase), stack.failed]);
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};
