import { setTimeout as delay } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import type { LogName, Witnessed } from './evidence';
import { rawLog } from './raw-log';

const LOOK_EVERY_MS = 1_000;

/** Reads both logs while they are written, and remembers what it saw, until told to stop. */
export const witness = async (client: MongoClient, signal: AbortSignal): Promise<readonly Witnessed[]> => {
  const seen: Witnessed[] = [];
  const last = { bank: 0, messages: 0 };
  const look = async (log: LogName): Promise<void> => {
    const commits = await rawLog(client.db(log), last[log]);
    seen.push(...commits.map(({ _id: id, position, hash }) => ({ log, id, position, hash })));
    last[log] = commits.at(-1)?.position ?? last[log];
  };
  while (!signal.aborted) {
    // The engine may be away; it is looked again.
    await Promise.all([look('bank'), look('messages')]).catch(() => undefined);
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return seen;
};
