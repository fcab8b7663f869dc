import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { StoreModule } from '../store';
import { CloseAccountHandler } from './commands/close-account.handler';
import { DepositMoneyHandler } from './commands/deposit-money.handler';
import { OpenAccountHandler } from './commands/open-account.handler';
import { WithdrawMoneyHandler } from './commands/withdraw-money.handler';
import { AccountsController } from './http/accounts.controller';
import { MovementsController } from './http/movements.controller';
import { StatementController } from './http/statement.controller';
import { GetAccountHandler } from './queries/get-account.handler';
import { GetPastAccountHandler } from './queries/get-past-account.handler';
import { GetStatementHandler } from './queries/get-statement.handler';

const commands = [OpenAccountHandler, CloseAccountHandler, DepositMoneyHandler, WithdrawMoneyHandler];
const queries = [GetAccountHandler, GetPastAccountHandler, GetStatementHandler];

@Module({
  imports: [CqrsModule, StoreModule],
  controllers: [AccountsController, MovementsController, StatementController],
  providers: [...commands, ...queries],
})
export class AccountsModule {}
