import type { Filter } from 'mongodb';
import type { QueryItem } from '../../contract';
import type { StoredCommit } from './commit-form';

/**
 * The commits that hold an event matching one item. A commit that matches by several of its events is narrowed to
 * single events by the reader.
 */
export const itemFilter = ({ types = [], tags = [] }: QueryItem): Filter<StoredCommit> => {
  const [tag] = tags;
  if (tag === undefined) return types.length === 0 ? {} : { 'events.type': { $in: [...types] } };
  if (types.length === 0 && tags.length === 1) return { 'events.tags': tag };
  return {
    // Says again what $elemMatch says, for the index: the embedded engine scans the collection for $elemMatch alone.
    'events.tags': tag,
    events: {
      $elemMatch: { tags: { $all: [...tags] }, ...(types.length > 0 && { type: { $in: [...types] } }) },
    },
  };
};
