import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule, projectionToken, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { POSITION_WAITER } from '@event-sourcing/service-shell';
import { LOG_HEAD, MessageStreamController } from './http/message-stream.controller';
import { MessagesController } from './http/messages.controller';
import { CountUnreadHandler } from './queries/count-unread.handler';
import { GetMessageHandler } from './queries/get-message.handler';
import { ListMessagesHandler } from './queries/list-messages.handler';
import { WatchMessagesHandler } from './queries/watch-messages.handler';
import { messagesProjection } from './read-model';

@Module({
  imports: [CqrsModule, EventStoreModule.forFeature({ projections: [messagesProjection] })],
  controllers: [MessagesController, MessageStreamController],
  providers: [
    { provide: POSITION_WAITER, useExisting: projectionToken(messagesProjection.name) },
    { provide: LOG_HEAD, useExisting: SubscriptionRegistry },
    ListMessagesHandler,
    GetMessageHandler,
    CountUnreadHandler,
    WatchMessagesHandler,
  ],
})
export class MessagesModule {}
