import type { CommitOutline } from '../reading';
import type { StoredCommit } from './commit-form';
import { noCommit } from './stored-commit';

/** A commit as it lies in the collection, as far as a condition asks. */
export interface StoredOutline extends Pick<StoredCommit, '_id' | 'position'> {
  readonly events: CommitOutline['events'];
}

/** What it says stays in the database: to know that there is a match it is not needed. */
export const OUTLINE = { position: 1, 'events.type': 1, 'events.tags': 1 } as const;

/** @throws EventStoreError `log-corrupt` when it is none */
export const outlineFrom = (stored: StoredOutline): CommitOutline => {
  const { _id: id, position, events } = stored;
  const isEvent = ({ type, tags }: Partial<StoredOutline['events'][number]>) =>
    typeof type === 'string' && Array.isArray(tags);
  if (!Array.isArray(events) || !events.every(isEvent))
    throw noCommit(stored, 'an event has no type or tags');
  return { id, position, events };
};
