import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { ClockModule } from './clock';
import { CancelStandingOrderHandler, OpenStandingOrderHandler } from './commands';
import { StandingOrdersController } from './http';
import { StandingOrders } from './process';
import { GetStandingOrderHandler, ListStandingOrdersHandler } from './queries';
import { EndOrdersOfAccountHandler, orderEndings } from './reactions';

const commands = [OpenStandingOrderHandler, CancelStandingOrderHandler];
const queries = [GetStandingOrderHandler, ListStandingOrdersHandler];

@Module({
  imports: [
    CqrsModule,
    ClockModule,
    EventStoreModule.forFeature({
      imports: [ClockModule],
      processes: [StandingOrders],
      reactions: [orderEndings],
      providers: [EndOrdersOfAccountHandler],
    }),
  ],
  controllers: [StandingOrdersController],
  providers: [...commands, ...queries],
})
export class StandingOrdersModule {}
