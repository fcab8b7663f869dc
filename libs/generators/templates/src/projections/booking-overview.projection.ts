import { defineProjection, readModel } from '@event-sourcing/event-store';
import { type RoomBookingEvent, roomBookingEventTypes } from '../domain/index.js';

export interface BookingOverviewRow {
  readonly lastEvent: RoomBookingEvent['type'];
  readonly changes: number;
}

/** Raise the version when the fold changes: a new generation is filled while the old one serves. */
export const bookingOverviewProjection = defineProjection({
  name: 'booking-overview',
  version: 1,
  query: { items: [{ types: roomBookingEventTypes }] },
  models: {
    rows: readModel<BookingOverviewRow, RoomBookingEvent>({
      keys: ({ data }) => [data.roomBookingId],
      evolve: (row, { type }) => ({ lastEvent: type, changes: (row?.changes ?? 0) + 1 }),
    }),
  },
});
