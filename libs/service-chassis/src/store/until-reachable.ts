import { setTimeout as pause } from 'node:timers/promises';
import { isEventStoreError, translateDriverError } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import type { Logger } from 'pino';

const ASK_FOR_MS = 2_000;
const EVERY_MS = 3_000;

const isReachable = async (uri: string, appName: string): Promise<boolean> => {
  const client = new MongoClient(uri, { appName, serverSelectionTimeoutMS: ASK_FOR_MS });
  try {
    await client.connect();
    return true;
  } catch (error) {
    const translated = translateDriverError(error, 'a connection');
    if (isEventStoreError(translated, 'store-unavailable')) return false;
    throw translated;
  } finally {
    await client.close();
  }
};

/**
 * Waits for a database that is away when the service starts, however long: who starts both at once need not care which
 * of them is there first.
 * @throws EventStoreError `store-refused`, when it is there and lets nobody in
 */
export const untilReachable = async (uri: string, appName: string, logger: Logger): Promise<void> => {
  const began = performance.now();
  for (let tries = 1; !(await isReachable(uri, appName)); tries += 1) {
    const seconds = Math.round((performance.now() - began) / 1_000);
    logger.warn(
      { tries, seconds },
      `the database of MONGODB_URI cannot be reached: tried ${tries} times in ${seconds} s, and again every ` +
        `${(ASK_FOR_MS + EVERY_MS) / 1_000} s until it can`,
    );
    await pause(EVERY_MS);
  }
};
