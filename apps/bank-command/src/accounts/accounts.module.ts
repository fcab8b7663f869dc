import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { openProjection, Subscriptions } from '@event-sourcing/event-store';
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
import { ListAccountsHandler } from './queries/list-accounts.handler';
import { ACCOUNTS, type AccountsProjection, accountsProjection } from './projection';

const commands = [OpenAccountHandler, CloseAccountHandler, DepositMoneyHandler, WithdrawMoneyHandler];
const queries = [GetAccountHandler, GetPastAccountHandler, GetStatementHandler, ListAccountsHandler];

@Module({
  imports: [CqrsModule, StoreModule],
  controllers: [AccountsController, MovementsController, StatementController],
  providers: [
    ...commands,
    ...queries,
    {
      provide: ACCOUNTS,
      inject: [Subscriptions],
      useFactory: (subscriptions: Subscriptions) => openProjection(subscriptions, accountsProjection),
    },
  ],
  exports: [ACCOUNTS],
})
export class AccountsModule implements OnApplicationBootstrap {
  constructor(@Inject(ACCOUNTS) private readonly accounts: AccountsProjection) {}

  onApplicationBootstrap(): void {
    this.accounts.start();
  }
}
