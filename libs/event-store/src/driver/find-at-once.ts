import { Long, type ClientSession, type Db } from 'mongodb';

interface FindAnswer<Stored> {
  readonly cursor: { readonly id: number | Long; readonly firstBatch: Stored[] };
}

/**
 * A find whose documents come in one answer, as a plain command: what the driver's cursor does around it costs as much
 * CPU as the rest of the request. The driver sends a command again only where the server says that it is overloaded
 * (7.8: up to twice), and bounds it by the signal only (7.8 takes `timeoutMS` and ignores it).
 * @returns nothing when they do not fit into one answer
 */
export const findAtOnce = async <Stored>(
  db: Db,
  find: Readonly<Record<string, unknown>> & { readonly find: string },
  options: { readonly session: ClientSession; readonly signal: AbortSignal },
): Promise<Stored[] | undefined> => {
  const { cursor } = (await db.command(find, options)) as FindAnswer<Stored>;
  if (cursor.id === 0) return cursor.firstBatch;
  const cursors = [Long.isLong(cursor.id) ? cursor.id : Long.fromNumber(cursor.id)];
  await db.command({ killCursors: find.find, cursors }, options);
  return undefined;
};
