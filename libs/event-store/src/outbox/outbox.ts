import type { EventData, RecordedEvent } from '../contract';
import type { Reaction } from '../reactions';
import { type Broker, isMessageRefused } from './broker';

/** What others are told of an event. */
export interface Announcement {
  readonly subject: string;
  /** A contract with others, made on purpose: JSON. */
  readonly body: object;
}

/** What is told to a broker, and of which events. */
export interface Outbox<Event extends EventData<string, object> = EventData> extends Omit<
  Reaction<Event>,
  'react' | 'classify'
> {
  /** What others are told of an event, in order; pure. None: nothing. */
  readonly announce: (event: RecordedEvent<Event>) => readonly Announcement[];
}

/**
 * A reaction that tells a broker what has happened: at least once, in order for each key, each message under an id that
 * stays the same. The log is the outbox: it is written before anything is told, and keeps what was told. While the broker
 * is away nothing is lost or passed over, and the status of the reaction shows what waits; a message that it refuses sets
 * its key aside.
 *
 * ```ts
 * const published = outbox(jetStreamBroker(jetstream(connection)), {
 *   name: 'published-orders',
 *   query: { items: [{ types: ['OrderPlaced'] }] },
 *   startFrom: 'now',
 *   key: ({ data }) => data.orderId,
 *   announce: ({ data }) => [{ subject: `orders.${data.orderId}.placed`, body: { orderId: data.orderId } }],
 * });
 * ```
 */
export const outbox = <Event extends EventData<string, object>>(
  broker: Broker,
  { announce, ...reaction }: Outbox<Event>,
): Reaction<Event> => ({
  ...reaction,
  react: async (event, context) => {
    const messages = announce(event).map(({ subject, body }, index) => ({
      id: index === 0 ? context.idempotencyKey : context.keyFor(`message-${index}`),
      subject,
      body: JSON.stringify(body),
    }));
    if (messages.length > 0) await broker.publish(messages, context.signal);
  },
  classify: (error) => (isMessageRefused(error) ? 'park' : 'retry'),
});
