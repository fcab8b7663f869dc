import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { ClockModule } from './clock';
import { CancelStandingOrderHandler, OpenStandingOrderHandler } from './commands';
import { StandingOrdersController } from './http';
import { dueOrdersProjection } from './read-model';
import { GetStandingOrderHandler, ListStandingOrdersHandler } from './queries';
import { EndOrdersOfAccountHandler, orderEndings } from './reactions';
import { StandingOrdersTimer } from './timer';

const commands = [OpenStandingOrderHandler, CancelStandingOrderHandler];
const queries = [GetStandingOrderHandler, ListStandingOrdersHandler];

@Module({
  imports: [
    CqrsModule,
    ClockModule,
    EventStoreModule.forFeature({
      imports: [ClockModule],
      projections: [dueOrdersProjection],
      reactions: [orderEndings],
      timers: [
        {
          name: 'standing-orders',
          inject: [StandingOrdersTimer],
          useFactory: (timer: StandingOrdersTimer) => timer,
        },
      ],
      providers: [StandingOrdersTimer, EndOrdersOfAccountHandler],
    }),
  ],
  controllers: [StandingOrdersController],
  providers: [...commands, ...queries],
})
export class StandingOrdersModule {}
