import { verifyLog } from '@event-sourcing/event-store';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Figures } from '../figures';
import type { RawLog } from '../fill/raw-log';
import type { Effort, Home, Place } from '../place';
import { headOf, withStore } from '../with-store';
import { perSecond } from './latencies';
import { measureReads } from './reads';
import { measureRebuild } from './rebuild';
import { resources, withMostMemory } from './resources';
import { measureWrites } from './writes';

/** Measures all at the length that the logs have now: first what the engine has just written least of. */
export const measureAt = async (
  { store: home, signal }: Place,
  raw: RawLog,
  events: number,
  effort: Effort,
): Promise<Figures> => {
  const { result, most } = await withMostMemory(async (): Promise<Figures> => {
    const reads = await measureReads(home, events, effort);
    signal.throwIfAborted();
    return withStore(home, async (store) => {
      const writes = await measureWrites({ home, store, raw }, events, effort);
      signal.throwIfAborted();
      const rebuild = await measureRebuild(store, signal);
      return { ...reads, ...writes, rebuild, verify: await measureVerify(home, await store.head()) };
    });
  });
  return { ...result, memory: most, ...(await resources(home, await headOf(home))) };
};

/** Verifies the whole log. @returns events a second */
export const measureVerify = ({ client, db }: Home, head: number): Promise<number> =>
  perSecond(head, async () => {
    const verification = await verifyLog(client, db.databaseName);
    if (verification?.head.position === head && verification.fault === undefined) return;
    throw new ToolError(
      'wrong-result',
      `The log of ${head} events is not in order: ${JSON.stringify(verification)}.`,
    );
  });
