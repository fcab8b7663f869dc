import { Logger, Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { MongoEventStore } from '@event-sourcing/event-store';
import { EventStoreModule, storeReadiness, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { messageEventTypes } from '@event-sourcing/messages-domain';
import {
  PROJECTION_STATUS,
  ProjectionsController,
  READINESS_CHECKS,
  SERVICE_SETTINGS,
} from '@event-sourcing/service-chassis';
import type { Settings } from '../settings';
import { mongo } from './mongo';

/** The log of the messages, on the connection that mongoose keeps, and how its projections are doing. */
@Module({
  imports: [
    mongo,
    EventStoreModule.forRootAsync({
      inject: [getConnectionToken(), SERVICE_SETTINGS],
      useFactory: (connection: Connection, { MESSAGES_DATABASE }: Settings) => ({
        client: connection.getClient(),
        dbName: MESSAGES_DATABASE,
        store: { eventTypes: messageEventTypes },
        subscriptions: { logger: new Logger('subscriptions') },
      }),
    }),
  ],
  controllers: [ProjectionsController],
  providers: [
    { provide: PROJECTION_STATUS, useExisting: SubscriptionRegistry },
    {
      provide: READINESS_CHECKS,
      inject: [MongoEventStore, SubscriptionRegistry],
      useFactory: storeReadiness,
    },
  ],
})
export class StoreModule {}
