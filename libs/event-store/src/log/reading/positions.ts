import {
  assertWhole,
  invalidOptions,
  type Position,
  positionBeyondHead,
  START,
  toPosition,
} from '../../contract';
import type { CommitStorage } from '../storage';
import type { Tail } from './tail';

/**
 * The commit boundary at or after a position.
 * @throws EventStoreError `invalid-options`; `position-beyond-head`, after a fresh look
 */
export const boundaryOf = async (
  storage: CommitStorage,
  tail: Tail,
  position: Position,
): Promise<Position> => {
  assertWhole('position', position);
  if (position === START) return START;
  const header = await storage.headerAt(position);
  if (!header) throw positionBeyondHead(position, await tail.confirmedHead());
  return header.lastPosition;
};

/**
 * The last position recorded at or before a time, by bisection: times run with positions.
 * @throws EventStoreError `invalid-options`
 */
export const positionAt = async (storage: CommitStorage, tail: Tail, time: Date): Promise<Position> => {
  if (Number.isNaN(time.getTime())) throw invalidOptions('time', 'an invalid date', 'give a time');
  let low: Position = START;
  let high = await tail.confirmedHead();
  while (low < high) {
    const middle = await storage.headerAt(toPosition(Math.ceil((low + high) / 2)));
    if (!middle) break;
    if (middle.recordedAt <= time) low = middle.lastPosition;
    else high = toPosition(middle.position - 1);
  }
  return low;
};
