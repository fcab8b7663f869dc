import { type EventStore, waitForPosition } from '@event-sourcing/event-store';
import type { PositionWaiter } from '@event-sourcing/service-shell';

/** Waits for the head of the log: for all queries that are answered from it. */
export const logWaiter = ({ log }: EventStore): PositionWaiter => ({
  waitFor: (position, options) => waitForPosition(log, position, options),
});
