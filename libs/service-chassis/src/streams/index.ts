export { eventStream } from './event-stream';
export { LastEventId } from './last-event-id';
export type { ServerSentEvent } from './server-sent-event';
