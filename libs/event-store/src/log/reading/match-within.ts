import { type EventData, matches, type Position, type Query, toPosition } from '../../contract';
import type { Range } from '../storage';

/** A commit, as far as a condition asks. */
export interface CommitOutline {
  readonly id: string;
  /** Of its first event. */
  readonly position: number;
  readonly events: readonly Pick<EventData, 'type' | 'tags'>[];
}

/** The position of the first event of a commit that lies in a range and matches a query. */
export const matchWithin = (
  { position: first, events }: CommitOutline,
  query: Query,
  { after, upTo }: Range,
): Position | undefined => {
  const index = events.findIndex(
    (event, at) => first + at > after && first + at <= upTo && matches(query, event),
  );
  return index < 0 ? undefined : toPosition(first + index);
};
