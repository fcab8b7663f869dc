import type { ReactionContext, RecordedEvent } from '@event-sourcing/event-store';
import { Reaction, type ReactionClass } from '@event-sourcing/event-store/nest';
import { Injectable, Logger } from '@nestjs/common';
import { type RoomBookingEvent, roomBookingEventTypes } from '../domain/index.js';

/** Who is told; a log, until a client of the real one stands here. */
@Injectable()
export class DeskNoticeReceiver {
  readonly #log = new Logger(DeskNoticeReceiver.name);

  async receive(text: string, idempotencyKey: string): Promise<void> {
    this.#log.log(`${text} (${idempotencyKey})`);
  }
}

/** An effect on the outside: at least once for each event, in order for each key. The receiver knows repeats by their key. */
@Reaction({ name: 'desk-notice', query: { items: [{ types: roomBookingEventTypes }] }, startFrom: 'now' })
export class DeskNoticeReaction implements ReactionClass<RoomBookingEvent> {
  constructor(private readonly receiver: DeskNoticeReceiver) {}

  key({ data }: RecordedEvent<RoomBookingEvent>): string {
    return data.roomBookingId;
  }

  async react(
    { type, data }: RecordedEvent<RoomBookingEvent>,
    { idempotencyKey }: ReactionContext,
  ): Promise<void> {
    await this.receiver.receive(`${type} ${data.roomBookingId}`, idempotencyKey);
  }
}
