import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TransferMoneyHandler } from './commands';
import { TransfersController } from './http';

@Module({
  imports: [CqrsModule],
  controllers: [TransfersController],
  providers: [TransferMoneyHandler],
})
export class TransfersModule {}
