import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { CloseAccountHandler } from './commands/close-account.handler';
import { DepositMoneyHandler } from './commands/deposit-money.handler';
import { OpenAccountHandler } from './commands/open-account.handler';
import { WithdrawMoneyHandler } from './commands/withdraw-money.handler';
import { AccountsController } from './http/accounts.controller';
import { MovementsController } from './http/movements.controller';
import { StatementController } from './http/statement.controller';
import { accountsProjection } from './projection/accounts.projection';
import { GetAccountHandler } from './queries/get-account.handler';
import { GetPastAccountHandler } from './queries/get-past-account.handler';
import { GetStatementHandler } from './queries/get-statement.handler';
import { ListAccountsHandler } from './queries/list-accounts.handler';

const commands = [OpenAccountHandler, CloseAccountHandler, DepositMoneyHandler, WithdrawMoneyHandler];
const queries = [GetAccountHandler, GetPastAccountHandler, GetStatementHandler, ListAccountsHandler];

@Module({
  imports: [CqrsModule, EventStoreModule.forFeature({ projections: [accountsProjection] })],
  controllers: [AccountsController, MovementsController, StatementController],
  providers: [...commands, ...queries],
})
export class AccountsModule {}
