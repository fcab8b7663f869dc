import type { RecordedEvent } from '@event-sourcing/event-store';
import { message, messageTag, type MessageEvent, type MessageKey } from '../message';

type Recorded = RecordedEvent<MessageEvent>;

/** What must be read of a history for ever: each message as it is known outside, and its text. */
export const messageReading = (events: readonly Recorded[]) => {
  const keys = new Map(events.map(({ data }): [string, MessageKey] => [messageTag(data), data]));
  return [...keys.values()].map(({ userId, messageId }) => {
    const { initial, evolve } = message({ userId, messageId });
    const state = events.reduce(evolve, initial);
    return {
      userId,
      messageId,
      status: state.status,
      readAtPosition: state.status === 'read' ? Number(state.readAtPosition) : null,
      sent: events.flatMap(({ type, data, position }) =>
        type === 'MessageSent' && data.userId === userId && data.messageId === messageId
          ? [{ position: Number(position), text: data.text, from: data.from ?? null }]
          : [],
      ),
    };
  });
};
