import { MongooseModule } from '@nestjs/mongoose';
import { SERVICE_CONFIG, SERVICE_SETTINGS, type ServiceConfig } from '@event-sourcing/service-chassis';
import type { Settings } from '../settings';

/** How long a query waits for a primary before it is told to come back. */
const SERVER_SELECTION_IN_MS = 5_000;

/** The connection to the database of the messages. */
export const mongo = MongooseModule.forRootAsync({
  inject: [SERVICE_CONFIG, SERVICE_SETTINGS],
  useFactory: ({ mongodbUri }: ServiceConfig, { MESSAGES_DATABASE }: Settings) => ({
    uri: mongodbUri,
    dbName: MESSAGES_DATABASE,
    appName: 'messages-query',
    serverSelectionTimeoutMS: SERVER_SELECTION_IN_MS,
  }),
});
