import { type BeforeApplicationShutdown, Inject, Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { EventStore, MongoEventStore, Subscriptions } from '@event-sourcing/event-store';
import {
  POSITION_WAITER,
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  type ServiceConfig,
} from '@event-sourcing/service-shell';
import type { Settings } from '../settings';
import { logWaiter } from './log-waiter';

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
    {
      provide: Subscriptions,
      inject: [EventStore],
      useFactory: (store: MongoEventStore) =>
        Subscriptions.open(store, { logger: new Logger('Subscriptions') }),
    },
    { provide: POSITION_WAITER, inject: [EventStore], useFactory: logWaiter },
  ],
  exports: [EventStore, POSITION_WAITER, Subscriptions],
})
export class StoreModule implements OnModuleDestroy, BeforeApplicationShutdown {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /** Gives the leases back, so that another instance goes on at once. */
  onModuleDestroy(): Promise<void> {
    return this.subscriptions.close();
  }

  /** Before mongoose closes the connection. */
  beforeApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
