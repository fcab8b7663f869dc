import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  type CommandContext,
  Context,
  noContent,
  Requires,
} from '@event-sourcing/service-chassis';
import { DeleteMessage, MarkMessageAsRead, SendMessage } from '../commands';
import {
  messageParams,
  type MessageParams,
  sendMessageBody,
  type SendMessageBody,
  userParams,
  type UserParams,
} from './requests';
import { sentMessageBody } from './responses';

@ApiTags('messages')
@Controller('users/:userId/messages')
export class MessagesController {
  constructor(private readonly commands: CommandBus) {}

  /** Sends a message to a user. */
  @Post()
  @Requires('messages:write')
  @ApiCreatedResponse({ standardSchema: sentMessageBody })
  async send(
    @Param({ schema: userParams }) { userId }: UserParams,
    @Body({ schema: sendMessageBody }) body: SendMessageBody,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    const sent = await this.commands.execute(new SendMessage({ userId, ...body }, context));
    return answer(
      { ...sent, sentAt: sent.sentAt.toISOString() },
      { position: sent.position, location: `/users/${sent.userId}/messages/${sent.messageId}` },
    );
  }

  /** Marks a message as read; again, it answers the same and writes nothing. */
  @Put(':messageId/read')
  @Requires('messages:write', { ownerParam: 'userId' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async markAsRead(
    @Param({ schema: messageParams }) key: MessageParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    return noContent({ position: await this.commands.execute(new MarkMessageAsRead(key, context)) });
  }

  /** Deletes a message; its id stays taken. */
  @Delete(':messageId')
  @Requires('messages:write', { ownerParam: 'userId' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(
    @Param({ schema: messageParams }) key: MessageParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    return noContent({ position: await this.commands.execute(new DeleteMessage(key, context)) });
  }
}
