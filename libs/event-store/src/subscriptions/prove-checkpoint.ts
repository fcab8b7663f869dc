import { isEventStoreError } from '../contract';
import type { SubscriptionsContext } from './context';
import type { CheckpointPlace } from './mongo';

const REMEDY =
  'Rebuild a projection; have a reaction resume at a position of this log: reaction.resumeAt, or POST /reactions/<name>/resume-at.';

type Parts = Pick<SubscriptionsContext, 'store' | 'checkpoints'>;

/** Holds the place of a checkpoint against the log. @throws EventStoreError `log-diverged` */
export const provePlace = ({ store }: Parts, name: string, place: CheckpointPlace): Promise<void> =>
  store.log.assertHolds(place, `subscription ${name}`, REMEDY);

/** Holds a checkpoint against the log. @throws EventStoreError `log-diverged` */
export const proveCheckpoint = async (parts: Parts, name: string): Promise<void> =>
  provePlace(parts, name, await parts.checkpoints.place(name));

/** Whether a checkpoint stands in another log than this one: it was set back, or replaced. */
export const standsElsewhere = async (parts: Parts, name: string): Promise<boolean> => {
  try {
    await proveCheckpoint(parts, name);
    return false;
  } catch (error) {
    if (isEventStoreError(error, 'log-diverged')) return true;
    throw error;
  }
};
