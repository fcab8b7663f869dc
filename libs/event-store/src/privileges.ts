/** What a user of the database may do where, as MongoDB's `createRole` takes it; a collection named `` is any of them. */
export interface Privilege {
  readonly resource: { readonly db: string; readonly collection: string };
  readonly actions: readonly string[];
}

/** What a process does with a log's database. */
export interface PrivilegeOptions {
  readonly database: string;
  /** As given to `MongoEventStore.open`. Without one, the user needs a right to remove what is in the log. */
  readonly scratchDatabase?: string;
  /** Whether it runs projections or reactions: their collections have names that are not known beforehand. */
  readonly projections?: boolean;
}

const LOOK = ['find', 'listCollections', 'listIndexes'];
const ADD = ['createCollection', 'createIndex', 'insert'];
const CHANGE = [...ADD, 'remove', 'update'];

/** Those beside `commits` that every process with subscriptions has. */
const BESIDE_THE_LOG = ['settings', 'secrets', 'writers', 'snapshots', 'leases', 'checkpoints', 'pauses'];

const on = (db: string, collection: string, actions: readonly string[]): Privilege => ({
  resource: { db, collection },
  actions,
});

/**
 * The rights that a process needs of the database, for a role of its own.
 * @example db.createRole({ role: 'bank', privileges: requiredPrivileges({ database: 'bank', scratchDatabase: 'scratch' }), roles: [] })
 */
export const requiredPrivileges = ({
  database,
  scratchDatabase = database,
  projections = false,
}: PrivilegeOptions): readonly Privilege[] => {
  const changesAny = projections || scratchDatabase === database;
  const inLog = changesAny
    ? [on(database, '', [...LOOK, ...CHANGE]), on(database, 'commits', ['changeStream'])]
    : [
        on(database, '', LOOK),
        on(database, 'commits', [...ADD, 'changeStream']),
        ...BESIDE_THE_LOG.map((collection) => on(database, collection, CHANGE)),
      ];
  return [...inLog, on(scratchDatabase, '', [...LOOK, ...CHANGE, 'dropCollection'])];
};
