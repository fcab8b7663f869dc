import { setTimeout as pause } from 'node:timers/promises';
import { type Progress, ToolError } from '@event-sourcing/tools-kit';
import type { Db } from 'mongodb';
import { isWritablePrimary, withAdmin } from './connect';
import type { Launched } from './launch';

const POLL_MS = 100;
const TRY_MS = 2_000;
const HEARTBEAT_MS = 10_000;
const READY_WITHIN_MS = 120_000;

/**
 * Waits until a started engine takes writes.
 * @param prepare what it needs first; repeated until it succeeds
 * @throws ToolError `engine-failed` when it ends, or is not ready within two minutes
 */
export const untilReady = async (
  engine: Launched,
  port: number,
  { log, signal }: Progress,
  prepare: (admin: Db) => Promise<void> = async () => undefined,
): Promise<void> => {
  const end = new AbortController();
  void engine.exited.then(() => end.abort());
  const startedAt = Date.now();
  let saidAt = startedAt;
  const tryOnce = (): Promise<boolean> =>
    withAdmin(`mongodb://127.0.0.1:${port}/?directConnection=true`, TRY_MS, async (admin) => {
      await prepare(admin);
      return isWritablePrimary(admin);
    }).catch(() => false);
  const fail = async (why: string): Promise<never> => {
    await engine.kill();
    throw new ToolError('engine-failed', why);
  };
  for (;;) {
    const answers = await tryOnce();
    // An answer on the port may come from somebody else's server.
    if (end.signal.aborted) await fail(`The engine ended before it was ready:\n${engine.output()}`);
    if (signal?.aborted) await fail('The engine was given up before it was ready.');
    if (answers) return;
    const now = Date.now();
    if (now - startedAt > READY_WITHIN_MS) {
      await fail(`The engine was not ready after 2 minutes:\n${engine.output()}`);
    }
    if (now - saidAt > HEARTBEAT_MS) {
      log(`Engine: still starting … ${Math.round((now - startedAt) / 1_000)} s`);
      saidAt = now;
    }
    await pause(POLL_MS);
  }
};
