import { goodRows, messageRows, type Survey } from '../files';
import { counted } from '@event-sourcing/tools-kit';
import { Differences } from '../differences';
import type { Outcome, ReplayContext } from '../replay-context';
import { headOf } from '../services';
import { Tally } from '../tally';
import { checkMessages } from './check-messages';
import { sendMessages } from './send-messages';

/**
 * Replays messages that were surveyed before: sends them, then reads all of them back on messages-query.
 * @throws ToolError
 */
export const replayMessages = async (
  path: string,
  { rows, keys }: Survey,
  context: ReplayContext,
): Promise<Outcome> => {
  const head = await headOf(context.services.messagesQuery);
  const differences = new Differences();
  const messages = new Tally(head);

  const read = () => goodRows(messageRows(path));
  await context.phase('messages', rows, (advance) =>
    sendMessages(read(), context, advance, messages, differences),
  );
  await context.phase('messages read back', rows, (advance) =>
    checkMessages(read(), context, advance, messages.lastPosition, differences),
  );

  const readable =
    differences.count === 0
      ? 'every one readable on messages-query, word for word and in order.'
      : `${counted(differences.count, 'difference')}.`;
  return {
    summary: [
      `${counted(rows, 'message')} to ${counted(keys, 'user')}: ${readable}`,
      `New in this run: ${counted(messages.fresh, 'message')}. There before: ${counted(messages.earlier, 'message')}.`,
    ],
    differences: differences.lines(),
  };
};
