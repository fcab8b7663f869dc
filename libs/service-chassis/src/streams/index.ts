export { EventStreams } from './event-streams';
export { LastEventId } from './last-event-id';
export type { ServerSentEvent } from './server-sent-event';
