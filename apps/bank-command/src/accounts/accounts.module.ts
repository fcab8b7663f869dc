import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import {
  CloseAccountHandler,
  DepositMoneyHandler,
  OpenAccountHandler,
  WithdrawMoneyHandler,
} from './commands';
import { AccountsController, MovementsController, StatementController } from './http';
import { accountsProjection } from './read-model';
import {
  GetAccountHandler,
  GetPastAccountHandler,
  GetStatementHandler,
  ListAccountsHandler,
} from './queries';

const commands = [OpenAccountHandler, CloseAccountHandler, DepositMoneyHandler, WithdrawMoneyHandler];
const queries = [GetAccountHandler, GetPastAccountHandler, GetStatementHandler, ListAccountsHandler];

@Module({
  imports: [CqrsModule, EventStoreModule.forFeature({ projections: [accountsProjection] })],
  controllers: [AccountsController, MovementsController, StatementController],
  providers: [...commands, ...queries],
})
export class AccountsModule {}
