import { Logger, Module } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { bankLogEventTypes } from '@event-sourcing/bank-domain';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import {
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  type ServiceConfig,
  sequencerOption,
} from '@event-sourcing/service-chassis';
import type { Settings } from '../settings';

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
    EventStoreModule.forRootAsync({
      inject: [getConnectionToken(), SERVICE_SETTINGS],
      useFactory: (connection: Connection, settings: Settings) => ({
        client: connection.getClient(),
        dbName: settings.BANK_DATABASE,
        store: { eventTypes: bankLogEventTypes, ...sequencerOption(settings) },
        subscriptions: { logger: new Logger('Subscriptions') },
      }),
    }),
  ],
})
export class StoreModule {}
