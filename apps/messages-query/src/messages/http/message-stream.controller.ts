import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  Caller,
  EventStreams,
  LastEventId,
  Operation,
  type Principal,
  Requires,
} from '@event-sourcing/service-chassis';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { WatchMessages } from '../queries';
import { streamQuery, type StreamQuery, userParams, type UserParams } from './requests';
import { changeEvents } from './change-events';

const MEDIA_TYPE = 'text/event-stream';

const ABOUT = `The events are \`sent\`, \`read\` and \`deleted\`; \`data\` is the message as in the list (a deleted one as it was), \`id\` the position of the event in the log.

From now on, or after \`Last-Event-ID\` or \`lastEventId\`: any position of the log, the \`Log-Position\` of a list for instance, so that nothing between list and stream is missed; 400 beyond the head, where nobody can have been. The header goes before the parameter: a browser that comes back sends both, and has seen what the header says. \`after\` only says what the log must have reached before "now" is taken.

The first event is \`open\`, with the position where the stream begins, as \`Log-Position\` tells it. Every 15 seconds without an event there is a comment, also while the store is away; a client that takes nothing for 30 seconds is dropped, and every stream ends after an hour, or when the instance shuts down: come back with \`Last-Event-ID\`, to any instance.`;

@ApiTags('messages')
@Controller('users/:userId')
export class MessageStreamController {
  constructor(
    private readonly queries: QueryBus,
    private readonly streams: EventStreams,
  ) {}

  @Get('message-stream')
  @Requires('messages:read', { ownerParam: 'userId' })
  @Operation('streamMessages', 'What happens to the messages of a user, as server-sent events.', {
    description: ABOUT,
    alternatives: { [MEDIA_TYPE]: z.string() },
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The position that was seen last; only what comes after it is told.',
    schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  })
  async stream(
    @Param({ schema: userParams }) { userId }: UserParams,
    @Query({ schema: streamQuery }) { lastEventId }: StreamQuery,
    @LastEventId() seen: number | undefined,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) { raw: response }: FastifyReply,
  ): Promise<Answer> {
    const { after, changes } = await this.queries.execute(new WatchMessages(userId, seen ?? lastEventId));
    const events = (signal: AbortSignal) => changeEvents(changes(signal));
    return answer(this.streams.open(response, { after, events }, caller), {
      position: after,
      contentType: MEDIA_TYPE,
      // Proxies that collect an answer before they pass it on would keep it for ever.
      headers: { 'x-accel-buffering': 'no' },
    });
  }
}
