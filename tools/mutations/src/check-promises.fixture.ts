import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoEventStore } from '@event-sourcing/event-store';
import {
  LOG_PROMISES,
  logOver,
  MemoryCommits,
  MemoryCommitStorage,
  type LogUnderTest,
} from '@event-sourcing/event-store/testing';
import { MongoClient } from 'mongodb';

// Runs in the copy, on the mutant. Prints a broken promise, or how many there were to keep: one is enough.

/** A check that hangs is a promise broken too; on a busy machine some take long. */
const TIMEOUT_MS = 30_000;
const AT_ONCE = 4;

const [, , uri] = process.argv;
const client = uri === undefined ? undefined : await MongoClient.connect(uri);

const memoryLog = (): LogUnderTest => {
  const commits = new MemoryCommits();
  return logOver(() => new MemoryCommitStorage(commits));
};

const mongoLog = (mongo: MongoClient): LogUnderTest => {
  const dbName = `mutant-${randomUUID()}`;
  return logOver(async () => (await MongoEventStore.open(mongo, dbName)).log.storage);
};

const isKept = async (promised: (typeof LOG_PROMISES)[number]): Promise<boolean> => {
  const kept = promised.check(client ? mongoLog(client) : memoryLog()).then(
    () => true,
    () => false,
  );
  return Promise.race([kept, delay(TIMEOUT_MS, false)]);
};

// A mutant may throw where nobody listens; the checks tell what came of it.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);

const waiting = [...LOG_PROMISES];
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (await isKept(next)) continue;
    console.log(`broken: ${next.promise}`);
    process.exit(0);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(`checked: ${LOG_PROMISES.length}`);
process.exit(0);
