import { z } from 'zod';
import { eventsOf, type RawCommit } from '../evidence/raw-log';

const event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('MessageSent'),
    data: z.object({
      ...{ userId: z.string(), messageId: z.string(), text: z.string() },
      from: z.string().optional(),
    }),
  }),
  z.object({
    type: z.enum(['MessageRead', 'MessageDeleted']),
    data: z.object({ userId: z.string(), messageId: z.string() }),
  }),
]);

/** A message as it stands, from its events alone. */
export interface ReplayedMessage {
  readonly userId: string;
  readonly messageId: string;
  readonly text: string;
  readonly from?: string;
  readonly sentAt: Date;
  readonly sentPosition: number;
  readonly read: boolean;
  readonly readAt?: Date;
}

/** Something that happened to a message. */
export interface MessageChange {
  readonly position: number;
  readonly kind: 'sent' | 'read' | 'deleted';
  readonly userId: string;
  readonly messageId: string;
  readonly text?: string;
  readonly from?: string;
  readonly correlationId: string | undefined;
}

const KINDS = { MessageSent: 'sent', MessageRead: 'read', MessageDeleted: 'deleted' } as const;

/** Everything that happened to messages, in order. */
export const changesIn = (log: readonly RawCommit[]): readonly MessageChange[] =>
  eventsOf(log).map(({ position, event: raw, commit }) => {
    const { type, data } = event.parse(raw);
    return {
      ...{ position, kind: KINDS[type], userId: data.userId, messageId: data.messageId },
      ...('text' in data && { text: data.text, ...(data.from !== undefined && { from: data.from }) }),
      correlationId: commit.metadata.correlationId,
    };
  });

/** The messages, told from their events alone. */
export class ReplayedMessages {
  readonly messages = new Map<string, ReplayedMessage>();
  readonly faults: string[] = [];
  readonly #unread = new Map<string, { readonly position: number; readonly unread: number }[]>();

  constructor(log: readonly RawCommit[]) {
    const times = new Map(eventsOf(log).map(({ position, commit }) => [position, commit.recordedAt]));
    for (const change of changesIn(log)) this.#take(change, times.get(change.position) ?? new Date(0));
  }

  /** How many messages a user had not read as of a position. */
  unreadAt(user: string, position: number): number {
    return this.#unread.get(user)?.findLast((one) => one.position <= position)?.unread ?? 0;
  }

  /** The last count of every user who ever had a message. */
  mailboxes(): ReadonlyMap<string, number> {
    return new Map([...this.#unread.keys()].map((user) => [user, this.unreadAt(user, Infinity)]));
  }

  #take({ position, kind, userId, messageId, text, from }: MessageChange, at: Date): void {
    const key = `${userId}/${messageId}`;
    const message = this.messages.get(key);
    if ((kind === 'sent') !== (message === undefined))
      this.faults.push(`At ${position} ${key} is ${kind}, and ${message ? 'is there' : 'is not there'}.`);
    if (kind === 'sent') {
      const said = { userId, messageId, text: text ?? '', ...(from !== undefined && { from }) };
      this.messages.set(key, { ...said, sentAt: at, sentPosition: position, read: false });
      this.#count(userId, position, 1);
    } else if (kind === 'deleted') {
      this.messages.delete(key);
      this.#count(userId, position, message?.read === false ? -1 : 0);
    } else if (message?.read === false) {
      this.messages.set(key, { ...message, read: true, readAt: at });
      this.#count(userId, position, -1);
    }
  }

  #count(user: string, position: number, by: number): void {
    const counts = this.#unread.get(user) ?? [];
    counts.push({ position, unread: this.unreadAt(user, position) + by });
    this.#unread.set(user, counts);
  }
}
