import { expect, it } from '@jest/globals';
import { exchange } from './exchange';
import { nameOf } from './names';

it('exchanges a name in each form that code writes it in', () => {
  const text = "openRoomBooking(roomBookingId); '/room-bookings', 'room-booking:1', type RoomBookingOpened";
  expect(exchange(text, { entity: nameOf('entity', 'tax category') })).toBe(
    "openTaxCategory(taxCategoryId); '/tax-categories', 'tax-category:1', type TaxCategoryOpened",
  );
});

it('does not look through what it has put in', () => {
  const names = { entity: nameOf('entity', 'booking-desk'), application: nameOf('application', 'shop') };
  expect(exchange('room-booking at booking-desk', names)).toBe('booking-desk at shop');
});
