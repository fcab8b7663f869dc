import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { endedText, skippedText } from '@event-sourcing/bank-domain';
import { MessagesClient, SENDER } from './messages-client';
import { StandingOrderFailed } from './standing-order-notices.reaction';

/** Tells the owner of a standing order. The event says all of it: every try sends the same. */
@EventsHandler(StandingOrderFailed)
export class SendStandingOrderNoticeHandler implements IEventHandler<StandingOrderFailed> {
  constructor(private readonly messages: MessagesClient) {}

  async handle({ event, context }: StandingOrderFailed): Promise<void> {
    const text = event.type === 'StandingOrderSkipped' ? skippedText(event.data) : endedText(event.data);
    if (text === undefined) return;
    const { idempotencyKey, signal } = context;
    await this.messages.send(
      event.data.owner,
      { messageId: `standing-order-${idempotencyKey.slice(0, 32)}`, text, from: SENDER },
      { idempotencyKey, correlationId: event.metadata.correlationId, signal },
    );
  }
}
