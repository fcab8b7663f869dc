import { Long, type ClientSession, type Db } from 'mongodb';
import { readDocument } from './read-document';

interface FindAnswer {
  readonly cursor: { readonly id: number | Long; readonly firstBatch: readonly Buffer[] };
}

/** Leaves the documents as they came: the driver would read them in more than twice the time. */
const RAW_DOCUMENTS = { fieldsAsRaw: { firstBatch: true } };

/** What one answer of the database holds. */
export interface Reply<Stored> {
  readonly documents: readonly Stored[];
  /** Whether there are more: a database ends an answer at 16 MiB, or at the batch size. */
  readonly more: boolean;
}

/**
 * The first answer to a find, as a plain command: what the driver's cursor does around it costs as much CPU as the rest
 * of the request. The driver sends a command again only where the server says that it is overloaded (7.8: up to twice),
 * and bounds it by the signal only (7.8 takes `timeoutMS` and ignores it).
 *
 * Not with `singleBatch`: SecantusDB then gives everything at once, however large.
 */
export const firstReply = async <Stored>(
  db: Db,
  find: Readonly<Record<string, unknown>> & { readonly find: string },
  options: { readonly session: ClientSession; readonly signal: AbortSignal },
): Promise<Reply<Stored>> => {
  const { cursor } = (await db.command(find, { ...options, ...RAW_DOCUMENTS })) as unknown as FindAnswer;
  const { id, firstBatch } = cursor;
  const documents = firstBatch.map((bytes) => readDocument(bytes) as Stored);
  if (id === 0 || (Long.isLong(id) && id.isZero())) return { documents, more: false };
  const cursors = [Long.isLong(id) ? id : Long.fromNumber(id)];
  await db.command({ killCursors: find.find, cursors }, options);
  return { documents, more: true };
};
