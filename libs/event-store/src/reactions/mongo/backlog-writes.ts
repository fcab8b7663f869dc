import type { AnyBulkWriteOperation } from 'mongodb';
import type { Position } from '../../contract';
import type { AskedOf, BacklogChanges } from '../backlog-item';
import type { StoredItem } from './parked-items';

type Write = AnyBulkWriteOperation<StoredItem>;

/** What is kept of an event has its name. */
export const itemId = (reaction: string, position: number): string => `${reaction}/${position}`;

/** The writes that changes come to; each may be repeated. */
export const writesOf = (
  reaction: string,
  { added, failed, done, asked }: BacklogChanges,
): readonly Write[] => {
  const filter = (position: Position) => ({ _id: itemId(reaction, position) });
  return [
    // Those that are kept already keep what they say.
    ...added.map((item): Write => ({
      updateOne: {
        filter: filter(item.position),
        update: { $setOnInsert: { ...item, reaction } },
        upsert: true,
      },
    })),
    ...failed.map(({ position, attempts, error }): Write => ({
      updateOne: {
        filter: filter(position),
        update: { $set: { state: 'parked', error }, $inc: { attempts } },
      },
    })),
    ...asked.map((item): Write => ({
      updateOne: {
        filter: filter(item.position),
        update: { $set: { state: stateAfter(item) }, $unset: { asked: true } },
      },
    })),
    ...done.map((position): Write => ({ deleteOne: { filter: filter(position) } })),
  ];
};

const stateAfter = ({ action }: AskedOf): StoredItem['state'] => (action === 'skip' ? 'skipped' : 'waiting');
