import type { EventData, RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel, refuse } from '@event-sourcing/event-store/models';

// What happens. Types, not interfaces: an interface is no JSON to the compiler.
type Opened = { readonly roomBookingId: string; readonly title: string };
type Closed = { readonly roomBookingId: string };

export type RoomBookingOpened = EventData<'RoomBookingOpened', Opened>;
export type RoomBookingClosed = EventData<'RoomBookingClosed', Closed>;
export type RoomBookingEvent = RoomBookingOpened | RoomBookingClosed;

/** Every type above: what projections and reactions ask the log for. */
export const roomBookingEventTypes: readonly RoomBookingEvent['type'][] = [
  'RoomBookingOpened',
  'RoomBookingClosed',
];

/** What an event belongs to. An event may have several tags: it then counts in the decisions on each. */
export const roomBookingTag = (roomBookingId: string): string => `room-booking:${roomBookingId}`;

export const roomBookingOpened = (data: Opened): RoomBookingOpened => ({
  type: 'RoomBookingOpened',
  version: 1,
  tags: [roomBookingTag(data.roomBookingId)],
  data,
});

export const roomBookingClosed = (data: Closed): RoomBookingClosed => ({
  type: 'RoomBookingClosed',
  version: 1,
  tags: [roomBookingTag(data.roomBookingId)],
  data,
});

/** What the rules need to know. */
export type RoomBookingState = 'unknown' | 'open' | 'closed';

const unknown: RoomBookingState = 'unknown';

export const roomBookingModel = decisionModel({
  name: 'room-booking',
  query: (roomBookingId: string) => ({ items: [{ tags: [roomBookingTag(roomBookingId)] }] }),
  initial: unknown,
  evolve: (_: RoomBookingState, { type }: RecordedEvent<RoomBookingEvent>): RoomBookingState =>
    type === 'RoomBookingOpened' ? 'open' : 'closed',
});

// The rules: pure functions from a state to events, or to a refusal.
export const openRoomBooking = (state: RoomBookingState, roomBookingId: string, title: string) =>
  state === 'unknown'
    ? [roomBookingOpened({ roomBookingId, title })]
    : refuse('room-booking-exists', { roomBookingId });

export const closeRoomBooking = (state: RoomBookingState, roomBookingId: string) => {
  if (state === 'unknown') return refuse('room-booking-not-found', { roomBookingId });
  return state === 'closed' ? [] : [roomBookingClosed({ roomBookingId })];
};
