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

/** A database and a connection pool that nobody else uses. */
export interface OwnDatabase {
  readonly client: MongoClient;
  readonly db: Db;
}

/** What the contestants of a case get to work with. */
export interface Bench extends BenchOptions {
  /** Makes a database; it is removed at the end. */
  readonly database: () => Promise<OwnDatabase>;
  /** Has something ended at the end, the latest first. */
  readonly atEnd: (close: () => Promise<unknown>) => void;
  readonly close: () => Promise<void>;
  /** The benchmark that this case is a part of. */
  readonly whole: Bench;
}

export const openBench = (options: BenchOptions, whole?: Bench): Bench => {
  const closers: (() => Promise<unknown>)[] = [];
  const bench: Bench = {
    ...options,
    get whole() {
      return whole ?? bench;
    },
    database: async () => {
      const client = await MongoClient.connect(options.uri);
      const db = client.db(`bench-${randomUUID()}`);
      bench.atEnd(() => db.dropDatabase().finally(() => client.close()));
      return { client, db };
    },
    atEnd: (close) => void closers.unshift(close),
    close: async () => {
      for (const close of closers) await close();
    },
  };
  return bench;
};

/** Something that several rows use: made, of a size, when it is first asked for in a benchmark, and ended with it. */
export const oncePerBench = <Thing>(
  begin: (whole: Bench, size: number) => Promise<Thing>,
): ((bench: Bench, size: number) => Promise<Thing>) => {
  const begun = new WeakMap<Bench, Map<number, Promise<Thing>>>();
  return ({ whole }, size) => {
    const bySize = begun.get(whole) ?? new Map<number, Promise<Thing>>();
    begun.set(whole, bySize);
    const thing = bySize.get(size) ?? begin(whole, size);
    bySize.set(size, thing);
    return thing;
  };
};
