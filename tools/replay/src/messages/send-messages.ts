import { z } from 'zod';
import type { MessageRow } from '../files';
import { failureReason } from '@event-sourcing/tools-kit';
import type { Differences } from '../differences';
import { eachByKey } from '../each-by-key';
import type { ReplayContext } from '../replay-context';
import { committed } from '../services';
import type { Tally } from '../tally';
import { messageIdOf, messageKey } from './message-keys';

const sentSchema = z.object({ messageId: z.string() });
const REFUSED: ReadonlySet<number> = new Set([404, 409, 422]);

/** Sends every message, those of one user in order. A refused one is a difference; the others go on. */
export const sendMessages = async (
  rows: AsyncIterable<MessageRow>,
  { services: { messagesCommand }, concurrency }: ReplayContext,
  advance: () => void,
  messages: Tally,
  differences: Differences,
): Promise<void> => {
  await eachByKey(rows, { keyOf: ({ userId }) => userId, concurrency }, async (row) => {
    const { line, userId, text, from } = row;
    const answer = await messagesCommand.send({
      method: 'POST',
      path: `/users/${userId}/messages`,
      key: messageKey(row),
      body: { messageId: messageIdOf(row), text, ...(from !== undefined && { from }) },
    });
    if (REFUSED.has(answer.status)) {
      const reason = failureReason(answer.status, answer.body);
      differences.add(`line ${line}, user ${userId}: the message was refused (${reason})`);
    } else messages.count(committed(answer, sentSchema).position);
    advance();
  });
};
