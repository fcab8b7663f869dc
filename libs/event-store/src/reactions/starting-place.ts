import { invalidOptions, isCount, START, toPosition } from '../contract';
import type { EventLog } from '../log';
import type { StartingPlace } from '../subscriptions';
import type { Reaction } from './reaction';

type Starting = Pick<Reaction, 'name' | 'startFrom'>;

/** @throws EventStoreError `invalid-options` */
export const assertStartFrom = ({ name, startFrom }: Starting): void => {
  if (startFrom === 'start' || startFrom === 'now' || startFrom === 0 || isCount(startFrom)) return;
  const remedy = `say of ${name} 'start', 'now' or after which position it is to begin`;
  throw invalidOptions('startFrom', String(startFrom), remedy);
};

/**
 * Where a reaction that is new in a log begins.
 * @throws EventStoreError `position-beyond-head`, after a fresh look
 */
export const startingPlace = async (log: EventLog, { startFrom }: Starting): Promise<StartingPlace> => {
  if (startFrom === 'start' || startFrom === 0) return { after: START, boundary: START };
  if (startFrom === 'now') {
    const head = await log.head();
    return { after: head, boundary: head };
  }
  const after = toPosition(startFrom);
  await log.assertReached(after);
  const commit = await log.storage.headerAt(after);
  return { after, boundary: commit && commit.lastPosition > after ? toPosition(commit.position - 1) : after };
};
