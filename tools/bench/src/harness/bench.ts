import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import type { Sizes } from './sizes';

/** Where a benchmark runs. */
export interface BenchOptions {
  readonly uri: string;
  /** Of the engine, where it is our process. */
  readonly enginePid?: number | undefined;
  readonly sizes: Sizes;
  readonly signal: AbortSignal;
  /** For files of this run; removed at its end. */
  readonly folder: string;
}

/** A database and a connection pool that only one contestant uses. */
export interface OwnDatabase {
  readonly client: MongoClient;
  readonly db: Db;
  /** Removes it and closes its connections. */
  readonly drop: () => Promise<void>;
}

/** What a case gets to work with: one engine for all, databases and connections of its own. */
export interface Bench extends BenchOptions {
  readonly database: () => Promise<OwnDatabase>;
  /** Has something ended with the benchmark, the latest first. */
  readonly atEnd: (close: () => Promise<void>) => void;
  readonly close: () => Promise<void>;
}

export const openBench = (options: BenchOptions): Bench => {
  const closers: (() => Promise<void>)[] = [];
  return {
    ...options,
    database: async () => {
      const client = await MongoClient.connect(options.uri);
      const db = client.db(`bench-${randomUUID()}`);
      const drop = async () => {
        await db.dropDatabase();
        await client.close();
      };
      return { client, db, drop };
    },
    atEnd: (close) => void closers.unshift(close),
    close: async () => {
      for (const close of closers) await close();
    },
  };
};

/**
 * Something that several rows use: made when it is first asked for in a benchmark, ended with it.
 * @param begin makes it, of a size; what it gives to `atEnd` of the benchmark ends it
 */
export const oncePerBench = <Thing>(
  begin: (bench: Bench, size: number) => Promise<Thing>,
): ((bench: Bench, size: number) => Promise<Thing>) => {
  const begun = new WeakMap<Bench, Map<number, Promise<Thing>>>();
  return (bench, size) => {
    const bySize = begun.get(bench) ?? new Map<number, Promise<Thing>>();
    begun.set(bench, bySize);
    const thing = bySize.get(size) ?? begin(bench, size);
    bySize.set(size, thing);
    return thing;
  };
};
