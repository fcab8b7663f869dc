import { Module } from '@nestjs/common';
import { bankLogEventTypes } from '@event-sourcing/bank-domain';
import {
  ProjectionsController,
  ReactionsController,
  sequencerOption,
  StoreModule,
} from '@event-sourcing/service-chassis';
import { AccountsModule } from './accounts';
import { NoticesModule } from './notices';
import { StandingOrdersModule } from './standing-orders';
import type { Settings } from './settings';
import { TransfersModule } from './transfers';

@Module({
  imports: [
    StoreModule.forRoot({
      eventTypes: bankLogEventTypes,
      database: ({ BANK_DATABASE }: Settings) => BANK_DATABASE,
      sequencer: sequencerOption,
      controllers: [ProjectionsController, ReactionsController],
    }),
    AccountsModule,
    TransfersModule,
    StandingOrdersModule,
    NoticesModule,
  ],
})
export class AppModule {}
