import { Module } from '@nestjs/common';
import { MongoEventStore } from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import {
  POSITION_WAITER,
  PROJECTION_STATUS,
  ProjectionsController,
  READINESS_CHECKS,
} from '@event-sourcing/service-shell';
import { projectionStatus } from './projection-status';
import { readiness } from './readiness';

/** What all queries wait for unless they say otherwise, and what operators ask: is it ready, how far is it. */
@Module({
  controllers: [ProjectionsController],
  providers: [
    { provide: POSITION_WAITER, useExisting: SubscriptionRegistry },
    { provide: PROJECTION_STATUS, inject: [SubscriptionRegistry], useFactory: projectionStatus },
    { provide: READINESS_CHECKS, inject: [MongoEventStore, SubscriptionRegistry], useFactory: readiness },
  ],
})
export class OperationsModule {}
