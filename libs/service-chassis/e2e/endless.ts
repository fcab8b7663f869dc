import { Controller, Get, Module, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { once } from 'node:events';
import { z } from 'zod';
import {
  type Answer,
  answer,
  Caller,
  EventStreams,
  Operation,
  type Principal,
  Requires,
  type ServerSentEvent,
  type ServiceOptions,
} from '../src';
import { sample } from './sample-service';

async function* silence(signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  await once(signal, 'abort');
  yield* [];
}

/** A stream on which nothing happens, and an answer that fits into no buffer. */
@Requires('sample:read')
@Controller('endless')
class EndlessController {
  constructor(private readonly streams: EventStreams) {}

  @Get('stream')
  @Operation('silence', 'A stream.', { alternatives: { 'text/event-stream': z.string() } })
  stream(@Caller() caller: Principal, @Res({ passthrough: true }) { raw }: FastifyReply): Answer {
    return answer(this.streams.open(raw, { after: 0, events: silence }, caller), {
      contentType: 'text/event-stream',
    });
  }

  @Get('text')
  @Operation('text', 'A text.', { alternatives: { 'text/plain': z.string() } })
  text(): Answer {
    return answer('x'.repeat(64 * 1024 * 1024), { contentType: 'text/plain' });
  }
}

@Module({ imports: [sample.module], controllers: [EndlessController] })
class EndlessModule {}

/** The sample, with answers that have no end. */
export const endless: ServiceOptions = { ...sample, module: EndlessModule };
