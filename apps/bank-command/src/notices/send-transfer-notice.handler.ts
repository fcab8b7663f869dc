import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { account, noticeText, requireOpen } from '@event-sourcing/bank-domain';
import { MessagesClient, SENDER } from './messages-client';
import { TransferArrived } from './transfer-notices.reaction';

/** Tells the owner of the receiving account. All of it comes from the log as of the transfer: every try sends the same. */
@EventsHandler(TransferArrived)
export class SendTransferNoticeHandler implements IEventHandler<TransferArrived> {
  constructor(private readonly messages: MessagesClient) {}

  async handle({ event, context }: TransferArrived): Promise<void> {
    const { data, metadata } = event;
    const { idempotencyKey, signal } = context;
    const { owner } = requireOpen(await context.stateAt(account(data.to)), data.to);
    await this.messages.send(
      owner,
      { messageId: `notice-${idempotencyKey.slice(0, 32)}`, text: noticeText(data), from: SENDER },
      { idempotencyKey, correlationId: metadata.correlationId, signal },
    );
  }
}
