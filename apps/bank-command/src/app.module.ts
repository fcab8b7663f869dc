import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts';
import { NoticesModule } from './notices';
import { OperationsModule } from './operations';
import { StandingOrdersModule } from './standing-orders';
import { StoreModule } from './store';
import { TransfersModule } from './transfers';

@Module({
  imports: [
    StoreModule,
    AccountsModule,
    TransfersModule,
    StandingOrdersModule,
    NoticesModule,
    OperationsModule,
  ],
})
export class AppModule {}
