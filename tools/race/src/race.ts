import { join } from 'node:path';
import { MongoEventStore } from '@event-sourcing/event-store';
import { Child, describeExit, inTemporaryFolder, startTcpProxy } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { readRecord, type Tried } from './attempt';
import { cutAtRandom } from './cut-at-random';
import { randomOf } from './random-attempts';
import { compare, type Findings, type LoggedEvent } from './serial-model';
import { workerProgress, type WorkerOrder } from './worker-order';

/** What to race, and where. */
export interface RaceOptions {
  /** The engine to race on: one host, where connections are cut. */
  readonly uri: string;
  readonly dbName: string;
  readonly appends: number;
  readonly processes: number;
  /** In each process. */
  readonly workers: number;
  readonly seed: number;
  /** Milliseconds, on average, until the next of a process's connections is cut; 0 never. */
  readonly cutEveryMs: number;
  /** Whether one process may append for all; its connections to the others are cut as often. Default: no. */
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
  readonly peersCut: number;
}

/** Races conditional appends of several processes against each other, and compares the log with a serial model. */
export const race = (options: RaceOptions): Promise<RaceResult> =>
  inTemporaryFolder('race', async (folder) => {
    const failed = new AbortController();
    const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
    const running = Array.from({ length: options.processes }, (_, index) =>
      runProcess({ ...options, signal }, index, folder),
    );
    const parts = await Promise.all(running).catch((error: unknown) => {
      // The others would go on for nobody.
      failed.abort();
      throw error;
    });
    const log = await readLog(options.uri, options.dbName);
    const tried = parts.flatMap((part) => part.tried);
    const sum = (what: 'cuts' | 'peersCut') => parts.reduce((total, part) => total + part[what], 0);
    return { ...compare(log, tried), cuts: sum('cuts'), peersCut: sum('peersCut') };
  });

const runProcess = async (
  { uri, dbName, seed, appends, processes, workers, cutEveryMs, sequenced = false, ...rest }: RaceOptions,
  index: number,
  folder: string,
): Promise<{ readonly cuts: number; readonly peersCut: number; readonly tried: readonly Tried[] }> => {
  const random = randomOf(seed + index);
  // Where nothing is cut, any connection string will do.
  const proxy = cutEveryMs > 0 ? await startTcpProxy(uri) : undefined;
  const stopCutting = cutAtRandom(random, cutEveryMs, () => proxy?.cutOne(random));
  const record = join(folder, `${index}.ndjson`);
  const order = {
    uri: proxy?.uri ?? uri,
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
    const peersCut = await runWorker(order, rest);
    return { cuts: proxy?.cuts() ?? 0, peersCut, tried: await readRecord(record) };
  } finally {
    stopCutting();
    await proxy?.stop();
  }
};

/** Runs a process of the race to its end. @returns how many of its connections to other writers were cut */
const runWorker = async (
  order: WorkerOrder,
  { onProgress, signal }: Pick<RaceOptions, 'onProgress' | 'signal'>,
): Promise<number> => {
  const child = Child.start(new URL('./worker.ts', import.meta.url));
  const stop = (): void => child.signal('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  let cut = 0;
  child.onMessage((message) => {
    const { tried, peersCut } = workerProgress.parse(message);
    onProgress?.(tried);
    cut = peersCut;
  });
  child.send(order);
  const exit = await child.exited;
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  if (exit.code === 0) return cut;
  throw new Error(`Process ${order.name} of the race ended: ${describeExit(exit)}.`);
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
