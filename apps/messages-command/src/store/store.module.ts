import { Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { MongoEventStore } from '@event-sourcing/event-store';
import { EventStoreModule, storeReadiness, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { messageEventTypes } from '@event-sourcing/messages-domain';
import { READINESS_CHECKS, SERVICE_SETTINGS, sequencerOption } from '@event-sourcing/service-chassis';
import type { Settings } from '../settings';
import { mongo } from './mongo';

/** The log of the messages, on the connection that mongoose keeps. */
@Module({
  imports: [
    mongo,
    EventStoreModule.forRootAsync({
      inject: [getConnectionToken(), SERVICE_SETTINGS],
      useFactory: (connection: Connection, settings: Settings) => ({
        client: connection.getClient(),
        dbName: settings.MESSAGES_DATABASE,
        store: { eventTypes: messageEventTypes, ...sequencerOption(settings) },
      }),
    }),
  ],
  providers: [
    {
      provide: READINESS_CHECKS,
      inject: [MongoEventStore, SubscriptionRegistry],
      useFactory: storeReadiness,
    },
  ],
})
export class StoreModule {}
