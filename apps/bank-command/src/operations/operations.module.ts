import { Module } from '@nestjs/common';
import { MongoEventStore } from '@event-sourcing/event-store';
import { storeReadiness, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import {
  POSITION_WAITER,
  PROJECTION_STATUS,
  ProjectionsController,
  REACTION_STATUS,
  ReactionsController,
  READINESS_CHECKS,
} from '@event-sourcing/service-chassis';

/** What all queries wait for unless they say otherwise, and what operators ask: is it ready, how far is it. */
@Module({
  controllers: [ProjectionsController, ReactionsController],
  providers: [
    { provide: POSITION_WAITER, useExisting: SubscriptionRegistry },
    { provide: PROJECTION_STATUS, useExisting: SubscriptionRegistry },
    { provide: REACTION_STATUS, useExisting: SubscriptionRegistry },
    {
      provide: READINESS_CHECKS,
      inject: [MongoEventStore, SubscriptionRegistry],
      useFactory: storeReadiness,
    },
  ],
})
export class OperationsModule {}
