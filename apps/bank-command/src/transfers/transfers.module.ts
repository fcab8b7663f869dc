import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TransferMoneyHandler } from './commands/transfer-money.handler';
import { TransfersController } from './http/transfers.controller';

@Module({
  imports: [CqrsModule],
  controllers: [TransfersController],
  providers: [TransferMoneyHandler],
})
export class TransfersModule {}
