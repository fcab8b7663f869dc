import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStore, type MongoEventStore, openProjection, Subscriptions } from '@event-sourcing/event-store';
import {
  POSITION_WAITER,
  PROJECTION_STATUS,
  ProjectionsController,
  READINESS_CHECKS,
} from '@event-sourcing/service-shell';
import { projectionReadiness, projectionStatus, StoreModule, storeReadiness } from '../store';
import { MessagesController } from './http/messages.controller';
import { CountUnreadHandler } from './queries/count-unread.handler';
import { GetMessageHandler } from './queries/get-message.handler';
import { ListMessagesHandler } from './queries/list-messages.handler';
import { MESSAGES, messagesProjection, type MessagesRunner } from './read-model';

@Module({
  imports: [CqrsModule, StoreModule],
  controllers: [MessagesController, ProjectionsController],
  providers: [
    {
      provide: MESSAGES,
      inject: [Subscriptions],
      useFactory: async (subscriptions: Subscriptions) => {
        const runner = await openProjection(subscriptions, messagesProjection);
        runner.start();
        return runner;
      },
    },
    { provide: POSITION_WAITER, useExisting: MESSAGES },
    {
      provide: PROJECTION_STATUS,
      inject: [EventStore, MESSAGES],
      useFactory: (store: EventStore, messages: MessagesRunner) => projectionStatus(store, [messages]),
    },
    {
      provide: READINESS_CHECKS,
      inject: [EventStore, MESSAGES],
      useFactory: (store: MongoEventStore, messages: MessagesRunner) => [
        ...storeReadiness(store),
        ...projectionReadiness([messages]),
      ],
    },
    ListMessagesHandler,
    GetMessageHandler,
    CountUnreadHandler,
  ],
})
export class MessagesModule {}
