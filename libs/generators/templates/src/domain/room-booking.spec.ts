import { decider } from '@event-sourcing/event-store/testing';
import { test } from 'vitest';
import {
  closeRoomBooking,
  openRoomBooking,
  roomBookingModel,
  roomBookingClosed,
  roomBookingOpened,
} from './room-booking.js';

const roomBookingId = 'a-1';
const opened = roomBookingOpened({ roomBookingId, title: 'First' });
const closed = roomBookingClosed({ roomBookingId });
const onIt = decider({ state: roomBookingModel(roomBookingId) });

test('it is opened once', () => {
  onIt
    .given([])
    .when(({ state }) => openRoomBooking(state, roomBookingId, 'First'))
    .then([opened]);
  onIt
    .given([opened])
    .when(({ state }) => openRoomBooking(state, roomBookingId, 'Second'))
    .thenRefuses('room-booking-exists', { roomBookingId });
});

test('of two who open it at the same time, the second is refused', () => {
  const first = onIt.given([]).when(({ state }) => openRoomBooking(state, roomBookingId, 'First'));
  first.meanwhile([opened]).decidedAnew().thenRefuses('room-booking-exists', { roomBookingId });
});

test('what is open is closed, and closing it again changes nothing', () => {
  onIt
    .given([opened])
    .when(({ state }) => closeRoomBooking(state, roomBookingId))
    .then([closed]);
  onIt
    .given([opened, closed])
    .when(({ state }) => closeRoomBooking(state, roomBookingId))
    .then([]);
});

test('what was never opened is not closed', () => {
  onIt
    .given([])
    .when(({ state }) => closeRoomBooking(state, roomBookingId))
    .thenRefuses('room-booking-not-found', { roomBookingId });
});
