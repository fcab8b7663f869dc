import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule, projectionToken, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { POSITION_WAITER } from '@event-sourcing/service-chassis';
import { LOG_HEAD, MessagesController, MessageStreamController } from './http';
import { CountUnreadHandler, GetMessageHandler, ListMessagesHandler, WatchMessagesHandler } from './queries';
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
