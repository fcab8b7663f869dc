import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { EventStore, MongoEventStore, Subscriptions } from '@event-sourcing/event-store';
import { SERVICE_CONFIG, SERVICE_SETTINGS, type ServiceConfig } from '@event-sourcing/service-shell';
import type { Settings } from '../settings';

/** How long a query waits for a primary before it is told to come back. */
const SERVER_SELECTION_IN_MS = 5_000;

/** The log of the messages, on the connection that mongoose keeps. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [SERVICE_CONFIG, SERVICE_SETTINGS],
      useFactory: ({ mongodbUri }: ServiceConfig, { MESSAGES_DATABASE }: Settings) => ({
        uri: mongodbUri,
        dbName: MESSAGES_DATABASE,
        appName: 'messages-query',
        serverSelectionTimeoutMS: SERVER_SELECTION_IN_MS,
      }),
    }),
  ],
  providers: [
    {
      provide: EventStore,
      inject: [getConnectionToken(), SERVICE_SETTINGS],
      useFactory: (connection: Connection, { MESSAGES_DATABASE }: Settings) =>
        MongoEventStore.open(connection.getClient(), MESSAGES_DATABASE),
    },
    {
      provide: Subscriptions,
      inject: [EventStore],
      useFactory: (store: MongoEventStore) => Subscriptions.open(store),
    },
  ],
  exports: [EventStore, Subscriptions],
})
export class StoreModule implements BeforeApplicationShutdown {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /** Before mongoose closes the connection. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.subscriptions.close();
    await this.store.close();
  }
}
