import { type EventData, type MongoEventStore, type Position } from '@event-sourcing/event-store';
import { userId } from '@event-sourcing/domain-kernel';
import { messageDeleted, messageId, messageRead, messageSent } from '@event-sourcing/messages-domain';

/** Writes the events that messages-command would write; every answer is a `Log-Position`. */
export interface MessagesWriter {
  send(user: string, message: string, text?: string, from?: string): Promise<Position>;
  /** One commit of several messages. */
  sendTogether(user: string, messages: readonly string[]): Promise<Position>;
  read(user: string, message: string): Promise<Position>;
  remove(user: string, message: string, wasRead?: boolean): Promise<Position>;
}

const keyOf = (user: string, message: string) => ({
  userId: userId.parse(user),
  messageId: messageId.parse(message),
});

export const messagesWriter = (store: MongoEventStore): MessagesWriter => {
  const append = async (...events: readonly EventData<string, object>[]): Promise<Position> =>
    (await store.append({ events })).commit.lastPosition;
  const sent = (user: string, message: string, text: string, from?: string) =>
    messageSent({ ...keyOf(user, message), text, ...(from !== undefined && { from }) });
  return {
    send: (user, message, text = `Text of ${message}`, from) => append(sent(user, message, text, from)),
    sendTogether: (user, messages) =>
      append(...messages.map((message) => sent(user, message, `Text of ${message}`))),
    read: (user, message) => append(messageRead(keyOf(user, message))),
    remove: (user, message, wasRead = false) => append(messageDeleted({ ...keyOf(user, message), wasRead })),
  };
};
