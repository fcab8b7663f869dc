import { goodRows, messageRows, type Survey } from '../files';
import { readProjections } from '../http';
import type { ReplayContext } from '../replay-context';
import { counted } from '@event-sourcing/progress';
import { Differences, Tally, type Outcome } from '../report';
import { checkMessages } from './check-messages';
import { sendMessages } from './send-messages';

/**
 * Replays messages that were surveyed before: sends them, then reads all of them back on messages-query.
 * @throws ReplayError
 */
export const replayMessages = async (
  path: string,
  { rows, keys }: Survey,
  context: ReplayContext,
): Promise<Outcome> => {
  const { progress } = context;
  const { head } = await readProjections(context.services.messagesQuery);
  const differences = new Differences();
  const messages = new Tally(head);

  progress.start('messages', rows);
  await sendMessages(goodRows(messageRows(path)), context, messages, differences);
  progress.stop();

  progress.start('messages read back', rows);
  await checkMessages(goodRows(messageRows(path)), context, messages.lastPosition, differences);
  progress.stop();

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
