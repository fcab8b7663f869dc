import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { projectionToken } from '@event-sourcing/event-store/nest';
import {
  type Answer,
  answer,
  AnswersFrom,
  NextCursor,
  type NextCursorOf,
  Operation,
  Requires,
} from '@event-sourcing/service-chassis';
import { messagesProjection } from '../read-model';
import { CountUnread, GetMessage, ListMessages } from '../queries';
import {
  listQuery,
  type ListQuery,
  messageParams,
  type MessageParams,
  userParams,
  type UserParams,
} from './requests';
import { messageBody, messageListBody, viewMessage, unreadCountBody } from './responses';

@ApiTags('messages')
@AnswersFrom(projectionToken(messagesProjection.name))
@Controller('users/:userId')
export class MessagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('messages')
  @Requires('messages:read', { ownerParam: 'userId' })
  @Operation('listMessages', 'The messages of a user, in the order in which they were sent.', {
    description: 'A user nobody wrote to has none.',
    answer: messageListBody,
  })
  async list(
    @Param({ schema: userParams }) { userId }: UserParams,
    @Query({ schema: listQuery }) { unread: unreadOnly, ...page }: ListQuery,
    @NextCursor() nextCursor: NextCursorOf,
  ): Promise<Answer> {
    const found = await this.queries.execute(new ListMessages(userId, unreadOnly, page));
    const { items, next, unread, position } = found;
    return answer({ userId, unread, messages: items.map(viewMessage), ...nextCursor(next) }, { position });
  }

  @Get('messages/:messageId')
  @Requires('messages:read', { ownerParam: 'userId' })
  @Operation('getMessage', 'One message.', { answer: messageBody, refuses: ['message-not-found'] })
  async get(@Param({ schema: messageParams }) key: MessageParams): Promise<Answer> {
    const { position, message } = await this.queries.execute(new GetMessage(key));
    return answer(viewMessage(message), { position });
  }

  @Get('unread-count')
  @Requires('messages:read', { ownerParam: 'userId' })
  @Operation('countUnread', 'How many messages a user has not read.', { answer: unreadCountBody })
  async unreadCount(@Param({ schema: userParams }) { userId }: UserParams): Promise<Answer> {
    const { position, unread } = await this.queries.execute(new CountUnread(userId));
    return answer({ userId, unread }, { position });
  }
}
