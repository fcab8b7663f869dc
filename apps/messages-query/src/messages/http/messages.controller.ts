import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer, type MakeCursor, NextCursor } from '@event-sourcing/service-shell';
import { CountUnread } from '../queries/count-unread.query';
import { GetMessage } from '../queries/get-message.query';
import { ListMessages } from '../queries/list-messages.query';
import { messageBody } from './message-body';
import {
  listQuery,
  type ListQuery,
  messageParams,
  type MessageParams,
  userParams,
  type UserParams,
} from './requests';

@ApiTags('messages')
@Controller('users/:userId')
export class MessagesController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** The messages of a user in the order in which they were sent; none for a user nobody wrote to. */
  @Get('messages')
  async list(
    @Param({ schema: userParams }) { userId }: UserParams,
    @Query({ schema: listQuery }) { unread: unreadOnly, cursor, ...page }: ListQuery,
    @NextCursor() cursorAfter: MakeCursor,
  ): Promise<Answer> {
    const listed = await this.queries.execute(
      new ListMessages({ userId, unreadOnly, beyond: cursor, ...page }),
    );
    const { position, unread, messages, next } = listed;
    return answer(
      {
        userId,
        unread,
        messages: messages.map(messageBody),
        ...(next !== undefined && { nextCursor: cursorAfter(next) }),
      },
      { position },
    );
  }

  /** One message. */
  @Get('messages/:messageId')
  async get(@Param({ schema: messageParams }) key: MessageParams): Promise<Answer> {
    const { position, message } = await this.queries.execute(new GetMessage(key));
    return answer(messageBody(message), { position });
  }

  /** How many messages a user has not read. */
  @Get('unread-count')
  async unreadCount(@Param({ schema: userParams }) { userId }: UserParams): Promise<Answer> {
    const { position, unread } = await this.queries.execute(new CountUnread(userId));
    return answer({ userId, unread }, { position });
  }
}
