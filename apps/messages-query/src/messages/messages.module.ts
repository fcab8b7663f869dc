import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule, projectionToken } from '@event-sourcing/event-store/nest';
import { POSITION_WAITER } from '@event-sourcing/service-shell';
import { MessagesController } from './http/messages.controller';
import { CountUnreadHandler } from './queries/count-unread.handler';
import { GetMessageHandler } from './queries/get-message.handler';
import { ListMessagesHandler } from './queries/list-messages.handler';
import { messagesProjection } from './read-model';

@Module({
  imports: [CqrsModule, EventStoreModule.forFeature({ projections: [messagesProjection] })],
  controllers: [MessagesController],
  providers: [
    { provide: POSITION_WAITER, useExisting: projectionToken(messagesProjection.name) },
    ListMessagesHandler,
    GetMessageHandler,
    CountUnreadHandler,
  ],
})
export class MessagesModule {}
