import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { readRecord, type Tried } from './attempt';
import { startCuttingProxy } from './cutting-proxy';
import { randomOf } from './random-attempts';
import { compare, type Findings, type LoggedEvent } from './serial-model';
import { runWorker } from './run-worker';

/** What to race, and where. */
export interface RaceOptions {
  /** The engine to race on: one address. */
  readonly uri: string;
  readonly dbName: string;
  readonly appends: number;
  readonly processes: number;
  /** In each process. */
  readonly workers: number;
  readonly seed: number;
  /** Milliseconds, on average, until the next of a process's connections is cut; 0 never. */
  readonly cutEveryMs: number;
  /** Whether one process may append for all; its links to the others are cut as often. Default: no. */
  readonly sequenced?: boolean;
  /** Called now and then with how many more appends have been tried. */
  readonly onProgress?: (by: number) => void;
  /** Ends the processes when aborted. */
  readonly signal?: AbortSignal;
}

/** What a race came to. */
export interface RaceResult extends Findings {
  readonly cuts: number;
  /** Of the connections between processes. */
  readonly linksCut: number;
}

/** Races conditional appends of several processes against each other, and compares the log with a serial model. */
export const race = async (options: RaceOptions): Promise<RaceResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'race-'));
  try {
    const failed = new AbortController();
    const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
    const parts = await Promise.all(
      Array.from({ length: options.processes }, (_, index) =>
        runProcess({ ...options, signal }, index, folder),
      ),
    ).catch((error: unknown) => {
      // The others would go on for nobody.
      failed.abort();
      throw error;
    });
    const log = await readLog(options.uri, options.dbName);
    const tried = parts.flatMap((part) => part.tried);
    const sum = (what: 'cuts' | 'linksCut') => parts.reduce((total, part) => total + part[what], 0);
    return { ...compare(log, tried), cuts: sum('cuts'), linksCut: sum('linksCut') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runProcess = async (
  { uri, dbName, seed, appends, processes, workers, cutEveryMs, sequenced = false, ...rest }: RaceOptions,
  index: number,
  folder: string,
): Promise<{ readonly cuts: number; readonly linksCut: number; readonly tried: readonly Tried[] }> => {
  const proxy = await startCuttingProxy(new URL(uri), randomOf(seed + index), cutEveryMs);
  const record = join(folder, `${index}.ndjson`);
  const order = {
    uri: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&serverSelectionTimeoutMS=5000`,
    dbName,
    sequenced,
    cutEveryMs,
    name: `p${index}`,
    seed: seed * 1_000 + index * 100,
    workers,
    // The first ones take what does not divide.
    appends: Math.floor(appends / processes) + (index < appends % processes ? 1 : 0),
    record,
  };
  try {
    const linksCut = await runWorker(order, rest);
    return { cuts: proxy.cuts(), linksCut, tried: await readRecord(record) };
  } finally {
    await proxy.stop();
  }
};

const readLog = async (uri: string, dbName: string): Promise<LoggedEvent[]> => {
  const client = await MongoClient.connect(uri);
  try {
    const log: LoggedEvent[] = [];
    const store = await MongoEventStore.open(client, dbName);
    for await (const { position, commitId, type, tags } of store.read())
      log.push({ position, commitId, type, tags });
    return log;
  } finally {
    await client.close();
  }
};
