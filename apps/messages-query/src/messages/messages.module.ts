import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { MessagesController, MessageStreamController } from './http';
import { CountUnreadHandler, GetMessageHandler, ListMessagesHandler, WatchMessagesHandler } from './queries';
import { messagesProjection } from './read-model';

@Module({
  imports: [CqrsModule, EventStoreModule.forFeature({ projections: [messagesProjection] })],
  controllers: [MessagesController, MessageStreamController],
  providers: [ListMessagesHandler, GetMessageHandler, CountUnreadHandler, WatchMessagesHandler],
})
export class MessagesModule {}
