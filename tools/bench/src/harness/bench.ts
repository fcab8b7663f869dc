import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import type { Sizes } from './sizes';

/** Where a benchmark runs. */
export interface BenchSurroundings {
  readonly uri: string;
  /** Of the engine, where it is our process. */
  readonly enginePid?: number | undefined;
  readonly sizes: Sizes;
  readonly signal: AbortSignal;
  /** For files of this run; removed at its end. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** What a case gets to work with: one engine for all, databases and connections of its own. */
export class Bench {
  readonly uri: string;
  readonly enginePid: number | undefined;
  readonly sizes: Sizes;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly #closers: (() => Promise<void>)[] = [];

  constructor({ uri, enginePid, sizes, signal, folder, log }: BenchSurroundings) {
    this.uri = uri;
    this.enginePid = enginePid;
    this.sizes = sizes;
    this.signal = signal;
    this.folder = folder;
    this.log = log;
  }

  /** A new database, and a connection pool that only one contestant uses. */
  async database(name = `bench-${randomUUID()}`): Promise<OwnDatabase> {
    const client = await MongoClient.connect(this.uri);
    const db = client.db(name);
    return {
      client,
      db,
      drop: async () => {
        await db.dropDatabase();
        await client.close();
      },
    };
  }

  /** Has something ended with the benchmark, the latest first. */
  atEnd(close: () => Promise<void>): void {
    this.#closers.unshift(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
  }
}

/** A database of a contestant's own. */
export interface OwnDatabase {
  readonly client: MongoClient;
  readonly db: Db;
  /** Removes it and closes its connections. */
  readonly drop: () => Promise<void>;
}
