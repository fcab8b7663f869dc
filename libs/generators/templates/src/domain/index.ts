export {
  closeRoomBooking,
  openRoomBooking,
  type RoomBookingState,
  roomBookingModel,
  type RoomBookingClosed,
  roomBookingClosed,
  type RoomBookingEvent,
  roomBookingEventTypes,
  type RoomBookingOpened,
  roomBookingOpened,
  roomBookingTag,
} from './room-booking.js';
