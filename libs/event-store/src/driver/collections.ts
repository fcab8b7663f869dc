import type { Db, IndexDescription } from 'mongodb';
import { indexConflict } from '../contract';
import { inOurWords, serverCode } from './driver-errors';
import { withOperationTimeout } from './with-operation-timeout';

const NAMESPACE_EXISTS = 48;

/** Makes collections that are not there yet; a transaction should not have to. @throws EventStoreError see `translateDriverError` */
export const ensureCollections = (db: Db, names: readonly string[]): Promise<void> =>
  withOperationTimeout(makeCollections(db, names), `to make the collections ${names.join(', ')}`);

const makeCollections = async (db: Db, names: readonly string[]): Promise<void> => {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  const missing = names.filter((name) => !existing.has(name));
  await Promise.all(missing.map((name) => db.createCollection(name).catch(ignoreExisting)));
};

const ignoreExisting = (error: unknown): void => {
  if (serverCode(error) !== NAMESPACE_EXISTS) throw error;
};

/**
 * Makes indexes that are not there yet, in a collection that is.
 * @throws EventStoreError `index-conflict` when one is there that differs in its key, or in what is unique; see `translateDriverError`
 */
export const ensureIndexes = (
  db: Db,
  collection: string,
  wanted: readonly IndexDescription[],
): Promise<void> => inOurWords(makeIndexes(db, collection, wanted), `to make the indexes of ${collection}`);

const makeIndexes = async (
  db: Db,
  collection: string,
  wanted: readonly IndexDescription[],
): Promise<void> => {
  if (wanted.length === 0) return;
  const existing = await indexesOf(db, collection);
  const missing = wanted.filter((index) => {
    const rivals = existing.filter((one) => one.name === index.name || sameKey(one, index));
    const rival = rivals.find((one) => !sameKey(one, index) || Boolean(one.unique) !== Boolean(index.unique));
    if (rival) throw indexConflict(collection, describeIndex(rival), describeIndex(index));
    // The same under another name does as well; under its own name, the server compares what else there is to it.
    return index.name === undefined || rivals.length === 0 || rivals.some(({ name }) => name === index.name);
  });
  // However long it takes: there may be much to be indexed.
  if (missing.length > 0) await db.collection(collection).createIndexes(missing);
};

/** The indexes of a collection that is there. @throws EventStoreError see `translateDriverError` */
export const indexesOf = async (db: Db, collection: string): Promise<readonly IndexDescription[]> =>
  (await withOperationTimeout(db.collection(collection).listIndexes().toArray())) as IndexDescription[];

/** As text, since the order of an index's members counts. */
const keyOf = ({ key }: IndexDescription): string =>
  JSON.stringify(key instanceof Map ? [...key] : Object.entries(key));
const sameKey = (one: IndexDescription, other: IndexDescription): boolean => keyOf(one) === keyOf(other);

const describeIndex = ({ name, key, unique }: IndexDescription): string =>
  `${name ? `"${name}" ` : ''}on ${JSON.stringify(key)}${unique ? ', unique' : ', not unique'}`;
