export { eventStream, type EventStreamOptions } from './event-stream';
export { LastEventId } from './last-event-id';
export type { ServerSentEvent } from './server-sent-event';
