import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { EventStore, MongoEventStore } from '@event-sourcing/event-store';
import {
  POSITION_WAITER,
  READINESS_CHECKS,
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  type ServiceConfig,
} from '@event-sourcing/service-shell';
import type { Settings } from '../settings';
import { logWaiter } from './log-waiter';
import { storeReadiness } from './store-readiness';

/** How long a command waits for a primary before it is told to come back. */
const SERVER_SELECTION_IN_MS = 5_000;

/** The log of the bank, on the connection that mongoose keeps. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [SERVICE_CONFIG, SERVICE_SETTINGS],
      useFactory: ({ mongodbUri }: ServiceConfig, { BANK_DATABASE }: Settings) => ({
        uri: mongodbUri,
        dbName: BANK_DATABASE,
        appName: 'bank-command',
        serverSelectionTimeoutMS: SERVER_SELECTION_IN_MS,
      }),
    }),
  ],
  providers: [
    {
      provide: EventStore,
      inject: [getConnectionToken(), SERVICE_SETTINGS],
      useFactory: (connection: Connection, { BANK_DATABASE }: Settings) =>
        MongoEventStore.open(connection.getClient(), BANK_DATABASE),
    },
    { provide: READINESS_CHECKS, inject: [EventStore], useFactory: storeReadiness },
    { provide: POSITION_WAITER, inject: [EventStore], useFactory: logWaiter },
  ],
  exports: [EventStore],
})
export class StoreModule implements BeforeApplicationShutdown {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** Before mongoose closes the connection. */
  beforeApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
