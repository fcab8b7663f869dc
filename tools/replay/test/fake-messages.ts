import type { FakeAnswer, FakeLog } from './fake-log';

interface Message {
  readonly messageId: string;
  readonly text: string;
  readonly from?: string;
}

/** Both services of the messages, as far as a replay uses them, in memory. */
export class FakeMessages {
  readonly users = new Map<string, Message[]>();

  constructor(private readonly log: FakeLog) {}

  send(userId: string, { messageId = '', text = '', from }: Readonly<Record<string, string>>): FakeAnswer {
    const messages = this.users.get(userId) ?? [];
    this.users.set(userId, messages);
    if (messages.some((message) => message.messageId === messageId)) {
      return { status: 409, body: { code: 'message-already-exists' } };
    }
    messages.push({ messageId, text, ...(from !== undefined && { from }) });
    return { status: 201, body: { messageId, userId }, position: this.log.append() };
  }

  /** Pages of three messages, whatever the limit. */
  list(userId: string, cursor: string | null): FakeAnswer {
    const messages = this.users.get(userId) ?? [];
    const from = Number(cursor ?? 0);
    const more = messages.length > from + 3 ? { nextCursor: String(from + 3) } : {};
    return { status: 200, body: { userId, messages: messages.slice(from, from + 3), ...more } };
  }
}
