/** One event of a stream. */
export interface ServerSentEvent {
  /** What a client that comes back says it has seen last. Without line breaks. */
  readonly id: string;
  /** Without line breaks. */
  readonly event: string;
  /** Sent as JSON, which has no line breaks. */
  readonly data: unknown;
}

/**
 * An event as it is sent.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export const frameOf = ({ id, event, data }: ServerSentEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A comment: clients pass over it, and everything between here and there sees that the connection lives. */
export const HEARTBEAT = ': heartbeat\n\n';

/**
 * The first thing sent: the client knows at once that it is heard, when to come back, and what to say that it has seen,
 * also when nothing has happened yet. With data, since clients forget an id that comes alone.
 */
export const opening = (retryMs: number, position: number): string =>
  `retry: ${retryMs}\n${frameOf({ id: String(position), event: 'open', data: { position } })}`;
