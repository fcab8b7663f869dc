import { listMessages, sendMessage, type Message } from '@event-sourcing/service-clients';
import { counted, pages } from '@event-sourcing/tools-kit';
import { headOf, refusalOf, Tally, type Outcome, type ReplayContext } from '../context';
import { eachByKey } from '../each-by-key';
import { goodRows, messageRows, type MessageRow } from '../files';

/** The same for the same row in every run. */
const messageIdOf = ({ id }: MessageRow): string => `replay-${id}`;

/** Goes on in a user's list to a message; what others sent in between is passed over. */
const find = async (list: AsyncIterator<Message>, messageId: string): Promise<Message | undefined> => {
  for (;;) {
    const next = await list.next();
    if (next.done === true) return undefined;
    if (next.value.messageId === messageId) return next.value;
  }
};

/**
 * Replays messages: sends them, those of one user in order, then reads all of them back on messages-query, once it
 * reflects the last one: all there, word for word, in the order sent.
 * @throws ToolError
 */
export const replayMessages = async ({
  file,
  survey,
  services: { messagesCommand, messagesQuery },
  concurrency,
  phase,
}: ReplayContext): Promise<Outcome> => {
  const messages = new Tally(await headOf(messagesQuery));
  const differences: string[] = [];
  const eachRow = (title: string, work: (row: MessageRow) => Promise<void>): Promise<void> =>
    phase(title, (advance) => {
      const keyOf = ({ userId }: MessageRow): string => userId;
      return eachByKey(goodRows(messageRows(file)), { keyOf, concurrency }, (row) => work(row).then(advance));
    });
  const report = ({ line, userId }: MessageRow, what: string) =>
    differences.push(`line ${line}, user ${userId}: ${what}`);

  // A refused message is a difference; the others go on.
  await eachRow('messages', async (row) => {
    const { userId, text, from } = row;
    const messageId = messageIdOf(row);
    const answer = await sendMessage({
      client: messagesCommand,
      path: { userId },
      headers: { 'Idempotency-Key': `replay-messages:${userId}:${messageId}` },
      body: { messageId, text, ...(from !== undefined && { from }) },
    });
    const refusal = refusalOf(answer);
    if (refusal === undefined) messages.count(answer);
    else report(row, `the message was refused (${refusal})`);
  });

  async function* listOf(userId: string) {
    const reflecting = { after: messages.last, timeout: 10_000 };
    for await (const page of pages((query) =>
      listMessages({ client: messagesQuery, path: { userId }, query: { ...query, ...reflecting } }),
    ))
      yield* page.messages;
  }
  const lists = new Map<string, AsyncIterator<Message>>();
  await eachRow('messages read back', async (row) => {
    const list = lists.get(row.userId) ?? listOf(row.userId);
    lists.set(row.userId, list);
    const found = await find(list, messageIdOf(row));
    if (found === undefined) report(row, 'the message is not in the list, or not in its order');
    else if (found.text !== row.text) report(row, 'the text that is read is another one');
    else if (found.from !== row.from) report(row, 'the sender that is read is another one');
  });

  const readable =
    differences.length === 0
      ? 'every one readable on messages-query, word for word and in order.'
      : `${counted(differences.length, 'difference')}.`;
  return {
    summary: [
      `${counted(survey.rows, 'message')} to ${counted(survey.keys, 'user')}: ${readable}`,
      `New in this run: ${counted(messages.fresh, 'message')}. There before: ${counted(messages.earlier, 'message')}.`,
    ],
    differences,
  };
};
