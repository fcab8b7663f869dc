import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, answer, type MakeCursor, NextCursor } from '@event-sourcing/service-chassis';
import { CountUnread, GetMessage, ListMessages } from '../queries';
import {
  listQuery,
  type ListQuery,
  messageParams,
  type MessageParams,
  userParams,
  type UserParams,
} from './requests';
import { messageBody, messageListBody, shownMessage, unreadCountBody } from './responses';

@ApiTags('messages')
@Controller('users/:userId')
export class MessagesController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** The messages of a user in the order in which they were sent; none for a user nobody wrote to. */
  @Get('messages')
  @ApiOkResponse({ standardSchema: messageListBody })
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
        messages: messages.map(shownMessage),
        ...(next !== undefined && { nextCursor: cursorAfter(next) }),
      },
      { position },
    );
  }

  /** One message. */
  @Get('messages/:messageId')
  @ApiOkResponse({ standardSchema: messageBody })
  async get(@Param({ schema: messageParams }) key: MessageParams): Promise<Answer> {
    const { position, message } = await this.queries.execute(new GetMessage(key));
    return answer(shownMessage(message), { position });
  }

  /** How many messages a user has not read. */
  @Get('unread-count')
  @ApiOkResponse({ standardSchema: unreadCountBody })
  async unreadCount(@Param({ schema: userParams }) { userId }: UserParams): Promise<Answer> {
    const { position, unread } = await this.queries.execute(new CountUnread(userId));
    return answer({ userId, unread }, { position });
  }
}
