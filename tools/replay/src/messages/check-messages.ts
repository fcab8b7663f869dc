import { z } from 'zod';
import type { MessageRow } from '../files';
import type { ServiceClient } from '@event-sourcing/tools-kit';
import type { Differences } from '../differences';
import { eachByKey } from '../each-by-key';
import type { ReplayContext } from '../replay-context';
import { pages } from '../services';
import { messageIdOf } from './message-keys';

const messageSchema = z.object({ messageId: z.string(), text: z.string(), from: z.string().optional() });
const pageSchema = z.object({ messages: z.array(messageSchema), nextCursor: z.string().optional() });

type Message = z.infer<typeof messageSchema>;

async function* messagesOf(client: ServiceClient, userId: string, after: number): AsyncGenerator<Message> {
  const parameters = { after: String(after), timeout: '10000' };
  for await (const page of pages(client, `/users/${userId}/messages`, pageSchema, parameters)) {
    yield* page.messages;
  }
}

/** Goes on in a user's list to a message; what others sent in between is passed over. */
const find = async (list: AsyncIterator<Message>, messageId: string): Promise<Message | undefined> => {
  for (;;) {
    const next = await list.next();
    if (next.done === true) return undefined;
    if (next.value.messageId === messageId) return next.value;
  }
};

/** Reads every message back, once the queries reflect a position: all there, word for word, in the order sent. */
export const checkMessages = async (
  rows: AsyncIterable<MessageRow>,
  { services: { messagesQuery }, concurrency }: ReplayContext,
  advance: () => void,
  after: number,
  differences: Differences,
): Promise<void> => {
  const lists = new Map<string, AsyncIterator<Message>>();
  await eachByKey(rows, { keyOf: ({ userId }) => userId, concurrency }, async (row) => {
    const { line, userId, text, from } = row;
    const list = lists.get(userId) ?? messagesOf(messagesQuery, userId, after);
    lists.set(userId, list);
    const found = await find(list, messageIdOf(row));
    const where = `line ${line}, user ${userId}`;
    if (found === undefined) differences.add(`${where}: the message is not in the list, or not in its order`);
    else if (found.text !== text) differences.add(`${where}: the text that is read is another one`);
    else if (found.from !== from) differences.add(`${where}: the sender that is read is another one`);
    advance();
  });
};
