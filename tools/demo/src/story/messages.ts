import { setTimeout as delay } from 'node:timers/promises';
import { countUnread, listMessages, markMessageAsRead, sendMessage } from '@event-sourcing/service-clients';
import { answered, positionOf, textTable, ToolError } from '@event-sourcing/tools-kit';
import type { Story } from './story';

const ARRIVES_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** The bank tells of a transfer on its own, a moment after it: this waits for it. */
const untilTold = async ({ quietQuery, ben }: Story): Promise<void> => {
  const unread = () => countUnread({ client: quietQuery, path: { userId: ben } });
  const until = Date.now() + ARRIVES_WITHIN_MS;
  while ((await answered(unread())).unread === 0) {
    if (Date.now() > until) {
      const message = `The bank's notice to Ben has not arrived within ${ARRIVES_WITHIN_MS / 1_000} s.`;
      throw new ToolError('unexpected-answer', message);
    }
    await delay(LOOK_EVERY_MS);
  }
};

export const messages = async (story: Story): Promise<void> => {
  const { printer, messagesCommand, messagesQuery, anna, ben } = story;
  printer.chapter('Ben was told of the money, by the bank. Anna writes to him too.');
  await untilTold(story);
  const greeting = { text: 'See you at eight!', from: anna };
  const path = { userId: ben };
  const { position } = await printer.told(
    sendMessage({ client: messagesCommand, path, body: greeting }),
    'messageId',
    'position',
  );
  // What was just written is read for sure when the query is asked to reflect its position.
  const list = await printer.told(
    listMessages({ client: messagesQuery, path, query: { after: position } }),
    'unread',
  );
  printer.block(
    textTable(
      ['from', 'message', 'read'],
      list.messages.map(({ from, text, read }) => [from ?? '', text, read ? 'yes' : 'no']),
    ),
  );
  const [first, second] = list.messages;
  printer.check('both messages are there, unread, in order', list.unread === 2 && list.messages.length === 2);
  printer.check(
    'the notice names the amount and the account that it came from',
    first?.text.includes('49.50') === true && first.text.includes(anna),
  );
  printer.check('and Anna’s words came through', second?.text === greeting.text);

  printer.chapter('Ben reads the notice.');
  const read = await markMessageAsRead({
    client: messagesCommand,
    path: { ...path, messageId: first?.messageId ?? '' },
  });
  const { status } = read.response ?? {};
  printer.answer(String(status));
  const { unread } = await printer.told(
    countUnread({ client: messagesQuery, path, query: { after: positionOf(read) } }),
    'unread',
  );
  printer.check('two unread before, one after', status === 204 && unread === 1);
};
