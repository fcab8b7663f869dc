import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import type { Tried } from './attempt';
import { startCuttingProxy } from './cutting-proxy';
import { randomOf } from './random-attempts';
import { compare, type Findings, type LoggedEvent } from './serial-model';
import type { WorkerOrder } from './worker-order';

export interface RaceOptions {
  /** The engine to race on: one address on this machine. */
  readonly uri: string;
  readonly dbName: string;
  readonly appends: number;
  readonly processes: number;
  /** In each process. */
  readonly workers: number;
  readonly seed: number;
  /** How long, on average, until the next of a process's connections is cut; 0 never. */
  readonly cutEveryMs: number;
  readonly onProgress?: (appends: number) => void;
}

export interface RaceResult extends Findings {
  readonly cuts: number;
}

/** Races conditional appends of several processes against each other, and compares the log with a serial model. */
export const race = async (options: RaceOptions): Promise<RaceResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'race-'));
  const enginePort = Number(new URL(options.uri).port);
  const progress = new Map<number, number>();
  try {
    const parts = await Promise.all(
      Array.from({ length: options.processes }, async (_, index) => {
        const proxy = await startCuttingProxy(enginePort, randomOf(options.seed + index), options.cutEveryMs);
        const record = join(folder, `${index}.ndjson`);
        await runWorker(
          {
            uri: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&serverSelectionTimeoutMS=5000`,
            dbName: options.dbName,
            name: `p${index}`,
            seed: options.seed * 1_000 + index * 100,
            workers: options.workers,
            appends: Math.ceil(options.appends / options.processes),
            record,
          },
          (done) => {
            progress.set(index, done);
            options.onProgress?.([...progress.values()].reduce((sum, part) => sum + part, 0));
          },
        );
        await proxy.stop();
        return { cuts: proxy.cuts(), tried: await readRecord(record) };
      }),
    );
    const log = await readLog(options.uri, options.dbName);
    const findings = compare(
      log,
      parts.flatMap(({ tried }) => tried),
    );
    return { ...findings, cuts: parts.reduce((sum, { cuts }) => sum + cuts, 0) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runWorker = async (order: WorkerOrder, onProgress: (done: number) => void): Promise<void> => {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  child.on('message', (done) => onProgress(Number(done)));
  child.send(order);
  await once(child, 'exit');
  if (child.exitCode !== 0)
    throw new Error(`Process ${order.name} of the race ended with ${child.exitCode ?? child.signalCode}.`);
};

const readRecord = async (file: string): Promise<Tried[]> => {
  const tried: Tried[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const read: unknown = JSON.parse(line);
    if (!isTried(read)) throw new Error(`A line of ${file} says nothing that was tried: ${line}`);
    tried.push(read);
  }
  return tried;
};

/** The worker is of this program: only a line that is another's is to be found out. */
const isTried = (value: unknown): value is Tried =>
  typeof value === 'object' && value !== null && 'attempt' in value && 'outcome' in value;

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
