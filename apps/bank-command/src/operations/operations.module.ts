import { Module } from '@nestjs/common';
import { EventStore } from '@event-sourcing/event-store';
import {
  POSITION_WAITER,
  PROJECTION_STATUS,
  ProjectionsController,
  READINESS_CHECKS,
} from '@event-sourcing/service-shell';
import { ACCOUNTS, AccountsModule } from '../accounts';
import { NOTICES, NoticesModule } from '../notices';
import { StoreModule } from '../store';
import { projectionStatus } from './projection-status';
import { readiness } from './readiness';

/** What operators ask: whether the service is ready, and how far its projections are. */
@Module({
  imports: [StoreModule, AccountsModule, NoticesModule],
  controllers: [ProjectionsController],
  providers: [
    { provide: READINESS_CHECKS, inject: [EventStore, ACCOUNTS, NOTICES], useFactory: readiness },
    { provide: PROJECTION_STATUS, inject: [POSITION_WAITER, ACCOUNTS], useFactory: projectionStatus },
  ],
})
export class OperationsModule {}
