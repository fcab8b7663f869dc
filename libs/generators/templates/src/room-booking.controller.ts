import { type Decided, EventStore, type ProjectionRunner } from '@event-sourcing/event-store';
import { type DecisionModels, refuse } from '@event-sourcing/event-store/models';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { BadRequestException, Body, Controller, Get, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { closeRoomBooking, openRoomBooking, roomBookingModel } from './domain/index.js';
import type { bookingOverviewProjection } from './projections/index.js';

@Controller('room-bookings/:id')
export class RoomBookingController {
  constructor(
    private readonly store: EventStore,
    @InjectProjection('booking-overview')
    private readonly overview: ProjectionRunner<typeof bookingOverviewProjection.models>,
  ) {}

  @Put()
  async open(
    @Param('id') id: string,
    @Body() { title }: { readonly title?: unknown },
    @Headers('idempotency-key') key?: string,
  ) {
    if (typeof title !== 'string') throw new BadRequestException('The body has a title, a text.');
    const decided = await this.store.decide(
      { state: roomBookingModel(id) },
      ({ state }) => openRoomBooking(state, id, title),
      // Whoever sends the same key again gets the first answer.
      key === undefined ? {} : { command: { id: `open:${key}`, request: { id, title } } },
    );
    return positionOf(decided);
  }

  @Post('close')
  async close(@Param('id') id: string) {
    const decided = await this.store.decide({ state: roomBookingModel(id) }, ({ state }) =>
      closeRoomBooking(state, id),
    );
    return positionOf(decided);
  }

  /** @param after the position of a command: the answer reflects it */
  @Get()
  async show(@Param('id') id: string, @Query('after') after?: string) {
    if (after !== undefined) {
      if (!/^\d{1,15}$/.test(after)) throw new BadRequestException('after is a position, a whole number.');
      await this.overview.waitFor(Number(after), { timeoutMs: 2_000 });
    }
    const { document } = await this.overview.findById('rows', id);
    if (!document) return refuse('room-booking-not-found', { roomBookingId: id });
    return { id, lastEvent: document.lastEvent, changes: document.changes };
  }
}

/** Where the log is after a command; one that changed nothing answers with where it looked. */
const positionOf = (decided: Decided<DecisionModels>) => ({
  position: decided.kind === 'written' ? decided.commit.lastPosition : decided.position,
});
