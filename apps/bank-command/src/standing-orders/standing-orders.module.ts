import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { ClockModule } from './clock';
import { CancelStandingOrderHandler } from './commands/cancel-standing-order.handler';
import { OpenStandingOrderHandler } from './commands/open-standing-order.handler';
import { StandingOrdersController } from './http/standing-orders.controller';
import { dueOrdersProjection } from './projection/due-orders.projection';
import { GetStandingOrderHandler } from './queries/get-standing-order.handler';
import { ListStandingOrdersHandler } from './queries/list-standing-orders.handler';
import { EndOrdersOfAccountHandler } from './reactions/end-orders-of-account.handler';
import { orderEndings } from './reactions/order-endings.reaction';
import { StandingOrdersTimer } from './timer/standing-orders.timer';

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
