import { projection } from '@event-sourcing/event-store/testing';
import { test } from 'vitest';
import { roomBookingClosed, roomBookingOpened } from '../domain/index.js';
import { bookingOverviewProjection } from './booking-overview.projection.js';

test('each one has a row, which says what happened last', () => {
  projection(bookingOverviewProjection)
    .given([
      roomBookingOpened({ roomBookingId: 'a-1', title: 'First' }),
      roomBookingOpened({ roomBookingId: 'b-2', title: 'Second' }),
      roomBookingClosed({ roomBookingId: 'a-1' }),
    ])
    .thenDocuments({
      rows: {
        'a-1': { lastEvent: 'RoomBookingClosed', changes: 2 },
        'b-2': { lastEvent: 'RoomBookingOpened', changes: 1 },
      },
    });
});
