import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/** What a cursor fixes: the list, its filters and order, and how far it has been read. */
export interface Cursor {
  /** The path of the list. */
  readonly path: string;
  /** The parameters of the first page, as they were sent, `order` included. */
  readonly filters: Readonly<Record<string, string>>;
  /** The position of the last line that was given. */
  readonly position: number;
}

const content = z.strictObject({
  p: z.int().min(0),
  f: z.record(z.string(), z.string()),
  d: z.string(),
});

const digestOf = ({ path, filters, position }: Cursor): string =>
  createHash('sha256')
    .update(canonicalize([path, filters, position]) ?? '')
    .digest('base64url')
    .slice(0, 16);

/** Writes a cursor as opaque text. Not a secret: its digest finds mistakes, and cursors of other lists. */
export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify({ p: cursor.position, f: cursor.filters, d: digestOf(cursor) })).toString(
    'base64url',
  );

/**
 * Reads a cursor.
 * @param path the path of the list that it is used on
 * @returns `undefined` when it is not one of this list, or was changed
 */
export const decodeCursor = (text: string, path: string): Cursor | undefined => {
  if (!/^[A-Za-z0-9_-]{1,4096}$/.test(text)) return undefined;
  try {
    const { p, f } = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    const cursor: Cursor = { path, filters: f, position: p };
    return encodeCursor(cursor) === text ? cursor : undefined;
  } catch {
    return undefined;
  }
};
