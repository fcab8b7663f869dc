import { Inject, Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { SERVICE_CONFIG, type ServiceConfig } from '../config';
import { Lanes } from '../edge';
import type { Principal } from '../principal';
import { SHUTDOWN_SIGNAL } from '../shutdown';
import { eventStream, type EventSource } from './event-stream';

/** The streams of server-sent events of an instance: it has so many, each for so long. */
@Injectable()
export class EventStreams {
  constructor(
    private readonly lanes: Lanes,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SHUTDOWN_SIGNAL) private readonly shutdown: AbortSignal,
  ) {}

  /**
   * The body of an answer, as long as it, the service, and the token of whoever asked for it last.
   * @param caller who asked for it
   * @throws Problem `try-again-later` when there are as many streams as there may be, `too-many-requests` of that caller
   * @example return answer(this.streams.open(raw, { after, events }, caller), { contentType: 'text/event-stream' });
   */
  open(
    response: ServerResponse,
    source: EventSource,
    { subject, expiresAt = Infinity }: Principal,
  ): Readable {
    this.lanes.enter(response, 'streams', subject);
    const { answerMs: patienceMs, streamAgeMs } = this.config.limits;
    const maxAgeMs = Math.max(0, Math.min(streamAgeMs, expiresAt - Date.now()));
    return eventStream(source, { response, shutdown: this.shutdown, patienceMs, maxAgeMs });
  }
}
