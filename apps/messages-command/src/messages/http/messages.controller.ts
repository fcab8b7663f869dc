import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  type CommandContext,
  Context,
  noContent,
  Operation,
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

  @Post()
  @Requires('messages:write')
  @Operation('sendMessage', 'Sends a message to a user.', {
    answer: sentMessageBody,
    about: ['messageId'],
    headers: ['Location'],
    refuses: ['message-already-exists'],
  })
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

  @Put(':messageId/read')
  @Requires('messages:write', { ownerParam: 'userId' })
  @HttpCode(204)
  @Operation('markMessageAsRead', 'Marks a message as read; again, it answers the same and writes nothing.', {
    refuses: ['message-not-found'],
  })
  async markAsRead(
    @Param({ schema: messageParams }) key: MessageParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    return noContent({ position: await this.commands.execute(new MarkMessageAsRead(key, context)) });
  }

  @Delete(':messageId')
  @Requires('messages:write', { ownerParam: 'userId' })
  @HttpCode(204)
  @Operation('deleteMessage', 'Deletes a message; its id stays taken.', { refuses: ['message-not-found'] })
  async delete(
    @Param({ schema: messageParams }) key: MessageParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    return noContent({ position: await this.commands.execute(new DeleteMessage(key, context)) });
  }
}
