/** A message for a broker. */
export interface OutboundMessage {
  /** The same at every try: the broker, or a receiver, tells repeats by it. */
  readonly id: string;
  readonly subject: string;
  readonly body: string;
}

/** What an outbox needs of a broker. */
export interface Broker {
  /**
   * Resolves when the broker has stored all of them, in order; a repeat under the same id it stores once, as far as it
   * remembers ids.
   * @param signal aborts when nobody waits any more
   * @throws MessageRefused for a message that it will never take; anything else, which is tried again
   */
  publish(messages: readonly OutboundMessage[], signal: AbortSignal): Promise<void>;
}

/** The broker will never take a message as it is: its key is set aside, until somebody decides about it. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Recognises it by its name, so that two copies of this library in one process agree. */
export const isMessageRefused = (error: unknown): error is MessageRefused =>
  error instanceof Error && error.name === 'MessageRefused';
