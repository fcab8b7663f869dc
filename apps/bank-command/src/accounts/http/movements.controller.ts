import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  type CommandContext,
  Context,
  Operation,
  Requires,
} from '@event-sourcing/service-chassis';
import { DepositMoney, type MovementMade, WithdrawMoney } from '../commands';
import { accountParams, type AccountParams, movementBody, type MovementBody } from './requests';
import { movementView, viewMovement } from './responses';

const answerOf = (made: MovementMade): Answer =>
  answer(viewMovement(made), { position: made.position, version: made.position });

@ApiTags('movements')
@Controller('accounts/:accountId')
export class MovementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('deposits')
  @Requires('bank:write')
  @Operation('depositMoney', 'Puts money into an account.', {
    answer: movementView,
    headers: ['ETag'],
    ifMatch: true,
    refuses: ['account-not-found'],
  })
  async deposit(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Body({ schema: movementBody }) body: MovementBody,
    @Context({ decimals: ['amount'] }) context: CommandContext,
  ): Promise<Answer> {
    return answerOf(await this.commands.execute(new DepositMoney(accountId, body, context)));
  }

  @Post('withdrawals')
  @Requires('bank:write')
  @Operation('withdrawMoney', 'Takes money out of an account, never more than is there.', {
    answer: movementView,
    headers: ['ETag'],
    ifMatch: true,
    refuses: ['account-not-found', 'insufficient-funds'],
  })
  async withdraw(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Body({ schema: movementBody }) body: MovementBody,
    @Context({ decimals: ['amount'] }) context: CommandContext,
  ): Promise<Answer> {
    return answerOf(await this.commands.execute(new WithdrawMoney(accountId, body, context)));
  }
}
