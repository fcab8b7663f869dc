import { Body, Controller, Post } from '@nestjs/common';
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
import { TransferMoney } from '../commands';
import { transferBody, type TransferBody } from './requests';
import { transferView, viewTransfer } from './responses';

@ApiTags('transfers')
@Controller('transfers')
export class TransfersController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('bank:write')
  @Operation('transferMoney', 'Moves money from one account to another.', {
    description: '`If-Match` means `from`, and so does the `ETag` of the answer.',
    answer: transferView,
    about: ['from', 'to'],
    headers: ['ETag'],
    ifMatch: true,
    refuses: ['account-not-found', 'insufficient-funds', 'same-account', 'currency-mismatch'],
  })
  async transfer(
    @Body({ schema: transferBody }) body: TransferBody,
    @Context({ decimals: ['amount'] }) context: CommandContext,
  ): Promise<Answer> {
    const made = await this.commands.execute(new TransferMoney(body, context));
    return answer(viewTransfer(made), { position: made.position, version: made.position });
  }
}
