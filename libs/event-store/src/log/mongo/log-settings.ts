import type { Db, Document, Filter } from 'mongodb';
import { EventStoreError, isCount, MOST_EVENTS_PER_COMMIT } from '../../contract';
import { DECISIVE, withOperationTimeout } from '../../driver';
import { createOnce } from './create-once';

/** Where it lies what was fixed when the log was created. */
export const SETTINGS = { collection: 'settings', _id: 'log' };

/** The format of commits that this release writes and reads. */
const FORMAT = 1;

/**
 * What was fixed when the log was created, which is now if there is none.
 * @throws EventStoreError `invalid-settings`: nothing was made
 */
export const logSettings = async (
  db: Db,
  wanted: { readonly maxEventsPerCommit: number },
): Promise<{ readonly maxEventsPerCommit: number }> => {
  const { _id, collection } = SETTINGS;
  const stored = (await isEmpty(db))
    ? await createOnce(db, collection, { _id, format: FORMAT, ...wanted })
    : await findSettings(db);
  return settingsFrom(db.databaseName, stored);
};

/**
 * What was fixed when the log was created; nothing when there is no log.
 * @throws EventStoreError `invalid-settings`
 */
export const storedLogSettings = async (
  db: Db,
): Promise<{ readonly maxEventsPerCommit: number } | undefined> => {
  const empty = await isEmpty(db);
  const stored = await findSettings(db);
  return empty && stored === null ? undefined : settingsFrom(db.databaseName, stored);
};

/** To be asked before the settings are: whoever appended has made them first. */
const isEmpty = async (db: Db): Promise<boolean> =>
  !(await holds(db, { position: 1 })) && !(await holds(db, {}));

const findSettings = (db: Db): Promise<Document | null> =>
  withOperationTimeout(
    db.collection<{ _id: string }>(SETTINGS.collection).findOne({ _id: SETTINGS._id }, DECISIVE),
    'a look for the settings of the log',
  );

/** The first commit is looked for by its position: the embedded engine gathers all of them to give any one. */
const holds = async (db: Db, filter: Filter<Document>): Promise<boolean> => {
  const options = { ...DECISIVE, projection: { _id: 1 } };
  const found = db.collection('commits').findOne(filter, options);
  return (await withOperationTimeout(found, 'a look for commits')) !== null;
};

const settingsFrom = (dbName: string, stored: Document | null): { readonly maxEventsPerCommit: number } => {
  if (stored === null) {
    throw invalidSettings(
      dbName,
      'there are commits, and no document "log" in settings',
      'Restore that document from a backup of the log; if the commits are not of this store, name another database.',
    );
  }
  const { format, maxEventsPerCommit }: { format?: unknown; maxEventsPerCommit?: unknown } = stored;
  if (!isCount(format)) {
    throw invalidSettings(
      dbName,
      `the document "log" in settings has the format ${String(format)}, as no log has`,
      'Name another database; if this one has a log, restore the document from a backup.',
    );
  }
  if (format !== FORMAT) {
    throw invalidSettings(
      dbName,
      `the format is ${format}, and this release knows ${FORMAT} alone`,
      'Open the log with the release that it was written by, or a later one.',
    );
  }
  if (!isCount(maxEventsPerCommit, MOST_EVENTS_PER_COMMIT)) {
    throw invalidSettings(
      dbName,
      `maxEventsPerCommit is ${String(maxEventsPerCommit)}, and must be a whole number from 1 to ${MOST_EVENTS_PER_COMMIT}`,
      'Restore what it was when the log was created: with another, reads would miss events.',
    );
  }
  return { maxEventsPerCommit };
};

/** What was fixed for a log cannot be worked by. */
export const invalidSettings = (dbName: string, found: string, remedy: string) =>
  new EventStoreError(
    'invalid-settings',
    `The log in database ${dbName} cannot be opened: ${found}. Nothing was made. ${remedy}`,
    { dbName, found },
  );
