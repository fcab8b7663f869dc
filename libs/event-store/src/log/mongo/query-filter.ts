import type { Filter } from 'mongodb';
import type { QueryItem } from '../../contract';
import type { StoredCommit } from './commit-form';

/** Positions where commits begin. */
export interface Begins {
  readonly after: number;
  readonly upTo: number;
}

/** The index that is to serve a tagged item: that of its tag, or that of positions. */
export type ServedBy = 'tag' | 'position';

/**
 * The commits that begin in a range and hold an event matching one item. A commit that matches by several of its events is
 * narrowed to single events by the reader.
 *
 * MongoDB chooses an index by itself, whatever the spelling. The embedded engine takes that of the first member that has
 * one, reads all of it that the member allows, and of a tag's index the lower bound alone.
 */
export const itemFilter = (
  { types = [], tags = [] }: QueryItem,
  { after, upTo }: Begins,
  servedBy: ServedBy,
): Filter<StoredCommit> => {
  const position = { $gt: after, $lte: upTo };
  const [tag] = tags;
  if (tag === undefined)
    return types.length === 0 ? { position } : { 'events.type': { $in: [...types] }, position };
  const among =
    types.length === 0 && tags.length === 1
      ? {}
      : {
          events: {
            $elemMatch: { tags: { $all: [...tags] }, ...(types.length > 0 && { type: { $in: [...types] } }) },
          },
        };
  return servedBy === 'position'
    ? { position, 'events.tags': { $eq: tag }, ...among }
    : { $or: [{ 'events.tags': tag, position }], ...among };
};
