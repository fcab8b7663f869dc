import { ensureCollections, ensureIndexes, indexesOf } from '../../driver';
import { LOG_INDEXES } from '../../log';
import type { Check } from '../check';
import type { Scratch } from '../scratch';

const collections: Check<Scratch> = {
  name: 'collections',
  asked: 'to make collections with dots in their names, and to list them',
  expected: 'each under its name',
  remedy: 'Let the user make and drop collections in this database (role readWrite).',
  differs: async ({ db, names }) => {
    await ensureCollections(db, names);
    const listed = await db.listCollections({}, { nameOnly: true }).toArray();
    const missing = names.filter((name) => !listed.some((one) => one.name === name));
    return missing.length === 0 ? undefined : `${missing.length} of ${names.length} not listed`;
  },
};

const indexes: Check<Scratch> = {
  name: 'indexes',
  asked: 'for the indexes of the log, and for one that forgets documents (TTL)',
  expected: 'all of them made',
  remedy: 'Use a server with multikey, unique and TTL indexes.',
  differs: async ({ db, log, documents }) => {
    await ensureIndexes(db, log, LOG_INDEXES);
    await documents.createIndexes([{ key: { seenAt: 1 }, expireAfterSeconds: 3_600 }]);
    const unique = (await indexesOf(db, log)).find(({ name }) => name === 'position');
    return unique?.unique === true ? undefined : 'the index on position is not listed as unique';
  },
};

/** What the trials need, and the event store as well. */
export const COLLECTION_TRIALS: readonly Check<Scratch>[] = [collections, indexes];
