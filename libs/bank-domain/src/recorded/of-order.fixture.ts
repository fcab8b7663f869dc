import type { RecordedEvent } from '@event-sourcing/event-store';
import type { BankEvent } from '../account';
import { standingOrderEventTypes, type StandingOrderEvent } from '../standing-order';

/** Everything that is in the bank's log. */
export type BankLogEvent = BankEvent | StandingOrderEvent;

const TYPES: ReadonlySet<string> = new Set(standingOrderEventTypes.map(({ type }) => type));

export const isOfOrder = (event: RecordedEvent<BankLogEvent>): event is RecordedEvent<StandingOrderEvent> =>
  TYPES.has(event.type);
