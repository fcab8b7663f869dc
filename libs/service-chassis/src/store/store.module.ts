import { type DynamicModule, Logger, Module, type Type } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger as PinoLogger } from 'pino';
import { type DeclaredEventType, type EventStoreOptions, MongoEventStore } from '@event-sourcing/event-store';
import { EventStoreModule, storeReadiness, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { SERVICE_CONFIG, SERVICE_NAME, SERVICE_SETTINGS, type ServiceConfig } from '../config';
import { READINESS_CHECKS } from '../health';
import { SERVICE_LOGGER } from '../logging';
import { ServiceMetrics } from '../metrics';
import { ReactionsProgress } from '../reactions';
import { POSITION_WAITER } from '../positions';
import { untilReachable } from './until-reachable';

/** How long a request waits for a primary before it is told to come back. */
const SERVER_SELECTION_IN_MS = 5_000;

/** The log of a service. */
export interface StoreModuleOptions<Settings> {
  readonly eventTypes: readonly DeclaredEventType[];
  /** The name of the database that holds the log. */
  readonly database: (settings: Settings) => string;
  /** `sequencerOption` in a service that writes. */
  readonly sequencer?: (settings: Settings) => Pick<EventStoreOptions, 'sequencer'>;
  /** `ProjectionsController` and `ReactionsController`, where the service has projections and reactions. */
  readonly controllers?: readonly Type[];
}

/**
 * The log of a service, on the connection that mongoose keeps; what its readiness depends on; and the routes by which
 * operators see its subscriptions. Queries that name no other `PositionWaiter` wait for the head of the log.
 */
@Module({})
export class StoreModule {
  static forRoot<Settings>({
    eventTypes,
    database,
    sequencer,
    controllers = [],
  }: StoreModuleOptions<Settings>): DynamicModule {
    return {
      module: StoreModule,
      imports: [
        MongooseModule.forRootAsync({
          inject: [SERVICE_CONFIG, SERVICE_SETTINGS, SERVICE_NAME, SERVICE_LOGGER],
          useFactory: async (
            { mongodbUri }: ServiceConfig,
            settings: Settings,
            appName: string,
            logger: PinoLogger,
          ) => {
            await untilReachable(mongodbUri, appName, logger);
            return {
              uri: mongodbUri,
              dbName: database(settings),
              appName,
              serverSelectionTimeoutMS: SERVER_SELECTION_IN_MS,
            };
          },
        }),
        EventStoreModule.forRootAsync({
          inject: [getConnectionToken(), SERVICE_CONFIG, SERVICE_SETTINGS],
          useFactory: (connection: Connection, { scratchDatabase }: ServiceConfig, settings: Settings) => ({
            client: connection.getClient(),
            dbName: database(settings),
            store: {
              eventTypes,
              ...(scratchDatabase !== undefined && { scratchDatabase }),
              ...sequencer?.(settings),
            },
            subscriptions: { logger: new Logger('Subscriptions') },
          }),
        }),
      ],
      controllers: [...controllers],
      providers: [
        ReactionsProgress,
        ServiceMetrics,
        { provide: POSITION_WAITER, useExisting: SubscriptionRegistry },
        {
          provide: READINESS_CHECKS,
          inject: [MongoEventStore, SubscriptionRegistry],
          useFactory: storeReadiness,
        },
      ],
    };
  }
}
