import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { projectionToken } from '@event-sourcing/event-store/nest';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  AnswersFrom,
  Caller,
  type CommandContext,
  Context,
  NextCursor,
  type NextCursorOf,
  noContent,
  Operation,
  type Principal,
  requireOwner,
  Requires,
} from '@event-sourcing/service-chassis';
import { CloseAccount, OpenAccount } from '../commands';
import { GetAccount, GetPastAccount, ListAccounts } from '../queries';
import { accountsProjection } from '../read-model';
import {
  accountParams,
  type AccountParams,
  accountQuery,
  type AccountQuery,
  listAccountsQuery,
  type ListAccountsQuery,
  openAccountBody,
  type OpenAccountBody,
} from './requests';
import { accountList, accountView, viewAccount, viewListed } from './responses';

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Requires('bank:write')
  @Operation('openAccount', 'Opens an account.', {
    answer: accountView,
    about: ['accountId', 'owner'],
    headers: ['ETag', 'Location'],
    refuses: ['account-already-exists'],
  })
  async open(
    @Body({ schema: openAccountBody }) body: OpenAccountBody,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    const account = await this.commands.execute(new OpenAccount(body, context));
    return answer(viewAccount(account), {
      position: account.lastPosition,
      version: account.lastPosition,
      location: `/accounts/${account.accountId}`,
    });
  }

  @Get()
  @Requires('bank:read')
  @AnswersFrom(projectionToken(accountsProjection.name))
  @Operation('listAccounts', 'The open accounts, in the order in which they were opened.', {
    answer: accountList,
  })
  async list(
    @Query({ schema: listAccountsQuery }) { owner, ...page }: ListAccountsQuery,
    @NextCursor() nextCursor: NextCursorOf,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    requireOwner(caller, owner, { owner });
    const { items, next, position } = await this.queries.execute(new ListAccounts(page, owner));
    return answer({ accounts: items.map(viewListed), ...nextCursor(next) }, { position });
  }

  @Get(':accountId')
  @Requires('bank:read')
  @Operation('getAccount', 'An account as it is, or as it was at a time or a position.', {
    answer: accountView,
    headers: ['ETag'],
    refuses: ['account-not-found'],
  })
  async get(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Query({ schema: accountQuery }) { at, position: past }: AccountQuery,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    const { account, position } = await this.queries.execute(
      at !== undefined
        ? new GetPastAccount(accountId, { at }, caller)
        : past !== undefined
          ? new GetPastAccount(accountId, { position: past }, caller)
          : new GetAccount(accountId, caller),
    );
    return answer(viewAccount(account), { position, version: account.lastPosition });
  }

  @Delete(':accountId')
  @Requires('bank:write')
  @HttpCode(204)
  @Operation('closeAccount', 'Closes an empty account; its id can be used again.', {
    ifMatch: true,
    refuses: ['account-not-found', 'account-not-empty'],
  })
  async close(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    const position = await this.commands.execute(new CloseAccount(accountId, context));
    return noContent({ position });
  }
}
