import { type BankEvent, bankEventTypes } from '@event-sourcing/bank-domain';
import type { RecordedEvent } from '@event-sourcing/event-store';

const TYPES: ReadonlySet<string> = new Set(bankEventTypes.map(({ type }) => type));

/** What was appended under one of these types had its shape. */
const isBankEvent = (event: RecordedEvent): event is RecordedEvent<BankEvent> => TYPES.has(event.type);

/** The bank's events among those that are read. */
export async function* recordedBankEvents(
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<RecordedEvent<BankEvent>> {
  for await (const event of events) if (isBankEvent(event)) yield event;
}
