import { type Broker, MessageRefused, type OutboundMessage } from './broker';

/** What is needed of a client of NATS JetStream: that of `@nats-io/jetstream` is one. */
export interface JetStreamPublisher {
  /** Resolves when the stream has stored it, or has had the id before. */
  publish(
    subject: string,
    payload: string,
    options: { readonly msgID: string; readonly timeout: number },
  ): Promise<unknown>;
}

/** How messages are handed to JetStream. */
export interface JetStreamOptions {
  /** Milliseconds to wait for each acknowledgement; less than the reaction's. Default 2,000. */
  readonly timeoutMs?: number;
}

/** Of the server: a message is larger than its stream takes. */
const MESSAGE_TOO_LARGE = 10_054;

/** Of the client: a payload larger than the server takes, or a subject that is none. */
const REFUSED_BY_CLIENT = ['InvalidArgumentError', 'InvalidSubjectError'];

/**
 * NATS JetStream as the broker of an outbox. Each message waits for the acknowledgement of the one before it, so that
 * none overtakes another, and has its id in the header `Nats-Msg-Id`: the stream stores it once within its
 * `duplicate_window`. Without a stream for the subject it is tried again.
 */
export const jetStreamBroker = (
  jetstream: JetStreamPublisher,
  { timeoutMs = 2_000 }: JetStreamOptions = {},
): Broker => ({
  publish: async (messages, signal) => {
    for (const message of messages) {
      signal.throwIfAborted();
      await publish(jetstream, message, timeoutMs);
    }
  },
});

const publish = async (
  jetstream: JetStreamPublisher,
  { id, subject, body }: OutboundMessage,
  timeout: number,
): Promise<void> => {
  try {
    await jetstream.publish(subject, body, { msgID: id, timeout });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new MessageRefused(
      `NATS refuses a message of ${Buffer.byteLength(body)} bytes on ${subject}: ${error.message}. ` +
        'Raise its limits and retry the parked event, or skip it.',
      { cause: error },
    );
  }
};

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error &&
  (REFUSED_BY_CLIENT.includes(error.name) || ('code' in error && error.code === MESSAGE_TOO_LARGE));
