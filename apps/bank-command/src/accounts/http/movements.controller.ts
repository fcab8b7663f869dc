import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  type CommandIdentity,
  Idempotency,
  type IfMatch,
  IfMatchHeader,
} from '@event-sourcing/service-chassis';
import { DepositMoney, type MovementMade, WithdrawMoney } from '../commands';
import { accountParams, type AccountParams, movementBody, type MovementBody } from './requests';
import { movementView, viewMovement } from './responses';

const answerOf = (made: MovementMade): Answer =>
  answer(viewMovement(made), { position: made.position, version: made.position });

@ApiTags('movements')
@Controller('accounts/:accountId')
export class MovementsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  /** Puts money into an account. */
  @Post('deposits')
  @ApiCreatedResponse({ standardSchema: movementView })
  async deposit(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Body({ schema: movementBody }) body: MovementBody,
    @IfMatchHeader() ifMatch: IfMatch | undefined,
    @Idempotency({ decimals: ['amount'] }) identity: CommandIdentity | undefined,
  ): Promise<Answer> {
    return answerOf(await this.commands.execute(new DepositMoney(accountId, body, { identity, ifMatch })));
  }

  /** Takes money out of an account, never more than is there. */
  @Post('withdrawals')
  @ApiCreatedResponse({ standardSchema: movementView })
  async withdraw(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Body({ schema: movementBody }) body: MovementBody,
    @IfMatchHeader() ifMatch: IfMatch | undefined,
    @Idempotency({ decimals: ['amount'] }) identity: CommandIdentity | undefined,
  ): Promise<Answer> {
    return answerOf(await this.commands.execute(new WithdrawMoney(accountId, body, { identity, ifMatch })));
  }
}
