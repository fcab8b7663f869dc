import type { AnyBulkWriteOperation } from 'mongodb';
import type { Position } from '../../contract';
import type { DecidedItem, BacklogChanges } from '../backlog-item';
import { itemId, type StoredItem } from './stored-item';

type Write = AnyBulkWriteOperation<StoredItem>;

/** The writes that changes come to; each may be repeated. */
export const writesOf = (
  reaction: string,
  { gone, added, failed, done, decided }: BacklogChanges,
): readonly Write[] => {
  const filter = (position: Position) => ({ _id: itemId(reaction, position) });
  return [
    // First: another event may be kept in its place.
    ...gone.map((position): Write => ({ deleteOne: { filter: filter(position) } })),
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
    ...decided.map((item): Write => ({
      updateOne: { filter: filter(item.position), update: { $set: { state: stateAfter(item) } } },
    })),
    // One that was made in the meantime is carried out in its turn.
    ...decided.map(({ position, at }): Write => ({
      updateOne: { filter: { ...filter(position), 'asked.at': at }, update: { $unset: { asked: true } } },
    })),
    ...done.map((position): Write => ({ deleteOne: { filter: filter(position) } })),
  ];
};

const stateAfter = ({ action }: DecidedItem): StoredItem['state'] =>
  action === 'skip' ? 'skipped' : 'waiting';
