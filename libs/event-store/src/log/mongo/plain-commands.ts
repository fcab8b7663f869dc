import { Long, MongoServerError, type ClientSession, type CommandOperationOptions, type Db } from 'mongodb';

/**
 * Small requests as plain commands: what the driver's classes for cursors and bulk writes do around them costs as much
 * CPU as the rest of the request. The driver tries a plain command once, and hands its answer over as it is.
 */
interface PlainOptions {
  readonly session: ClientSession;
  /** Gives up, and closes the connection: the driver (7.8) ignores `timeoutMS`. */
  readonly signal?: AbortSignal;
}

/**
 * A find whose documents come in one answer.
 * @returns nothing when they do not fit into one
 */
export const findAtOnce = async <Stored>(
  db: Db,
  find: Readonly<Record<string, unknown>> & { readonly find: string },
  options: PlainOptions,
): Promise<Stored[] | undefined> => {
  const { cursor } = (await db.command(find, options)) as FindAnswer<Stored>;
  if (cursor.id === 0) return cursor.firstBatch;
  const cursors = [Long.isLong(cursor.id) ? cursor.id : Long.fromNumber(cursor.id)];
  await db.command({ killCursors: find.find, cursors }, options);
  return undefined;
};

interface FindAnswer<Stored> {
  readonly cursor: { readonly id: number | Long; readonly firstBatch: Stored[] };
}

/**
 * Inserts one document.
 * @throws MongoServerError when it is not inserted; whatever a command throws
 */
export const insertAtOnce = async (
  db: Db,
  insert: { readonly insert: string; readonly document: object },
  writeConcern: CommandOperationOptions['writeConcern'],
  options: PlainOptions,
): Promise<void> => {
  const command = { insert: insert.insert, documents: [insert.document], writeConcern };
  const { n, writeErrors } = (await db.command(command, options)) as InsertAnswer;
  if (n !== 1) throw new MongoServerError({ message: 'Not inserted.', ...writeErrors?.[0] });
};

interface InsertAnswer {
  readonly n: number;
  readonly writeErrors?: readonly { readonly code: number; readonly errmsg: string }[];
}
