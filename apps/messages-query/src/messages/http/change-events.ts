import type { ServerSentEvent } from '@event-sourcing/service-chassis';
import type { MessageChange } from '../queries';
import { viewMessage } from './responses';

/** What happens to messages, as clients of the stream see it. */
export async function* changeEvents(changes: AsyncIterable<MessageChange>): AsyncGenerator<ServerSentEvent> {
  for await (const { kind, position, message } of changes) {
    yield { id: String(position), event: kind, data: viewMessage(message) };
  }
}
