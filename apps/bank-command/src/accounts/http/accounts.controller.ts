import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { projectionToken } from '@event-sourcing/event-store/nest';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import {
  type Answer,
  answer,
  AnswersFrom,
  type CommandIdentity,
  Idempotency,
  type IfMatch,
  IfMatchHeader,
  type MakeCursor,
  NextCursor,
  noContent,
} from '@event-sourcing/service-chassis';
import { CloseAccount, OpenAccountCommand } from '../commands';
import { GetAccount, GetPastAccount, ListAccounts } from '../queries';
import { accountsProjection } from '../projection';
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
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Opens an account. */
  @Post()
  @ApiCreatedResponse({ standardSchema: accountView })
  async open(
    @Body({ schema: openAccountBody }) body: OpenAccountBody,
    @Idempotency() identity: CommandIdentity | undefined,
  ): Promise<Answer> {
    const account = await this.commands.execute(new OpenAccountCommand(body, { identity }));
    return answer(viewAccount(account), {
      position: account.lastPosition,
      version: account.lastPosition,
      location: `/accounts/${account.accountId}`,
    });
  }

  /** The open accounts, in the order in which they were opened. */
  @Get()
  @AnswersFrom(projectionToken(accountsProjection.name))
  @ApiOkResponse({ standardSchema: accountList })
  async list(
    @Query({ schema: listAccountsQuery }) { owner, ...page }: ListAccountsQuery,
    @NextCursor() cursorAfter: MakeCursor,
  ): Promise<Answer> {
    const { accounts, hasMore, position } = await this.queries.execute(new ListAccounts(page, owner));
    const last = accounts.at(-1);
    const next = hasMore && last !== undefined && { nextCursor: cursorAfter(last.openedAtPosition) };
    return answer({ accounts: accounts.map(viewListed), ...next }, { position });
  }

  /** An account as it is, or as it was at a time or a position. */
  @Get(':accountId')
  @ApiOkResponse({ standardSchema: accountView })
  @ApiNotModifiedResponse({ description: 'It is still what If-None-Match names.' })
  async get(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Query({ schema: accountQuery }) { at, position: past }: AccountQuery,
  ): Promise<Answer> {
    const { account, position } = await this.queries.execute(
      at !== undefined
        ? new GetPastAccount(accountId, { at })
        : past !== undefined
          ? new GetPastAccount(accountId, { position: past })
          : new GetAccount(accountId),
    );
    return answer(viewAccount(account), { position, version: account.lastPosition });
  }

  /** Closes an empty account; its id can be used again. */
  @Delete(':accountId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async close(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @IfMatchHeader() ifMatch: IfMatch | undefined,
    @Idempotency() identity: CommandIdentity | undefined,
  ): Promise<Answer> {
    const position = await this.commands.execute(new CloseAccount(accountId, { identity, ifMatch }));
    return noContent({ position });
  }
}
