import { setTimeout as delay } from 'node:timers/promises';
import { textTable, ToolError } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import type { Story } from './story';

const ARRIVES_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

const sentShape = z.object({ messageId: z.string(), position: z.number() });
const unreadShape = z.object({ unread: z.number() });
const listShape = unreadShape.extend({
  messages: z.array(
    z.object({ messageId: z.string(), text: z.string(), from: z.string().default(''), read: z.boolean() }),
  ),
});

/** The bank tells of a transfer on its own, a moment after it: this waits for it. */
const untilTold = async ({ quietQuery, ben }: Story): Promise<void> => {
  const path = `/users/${ben}/unread-count`;
  const until = Date.now() + ARRIVES_WITHIN_MS;
  while ((await quietQuery.expect({ method: 'GET', path }, 200, unreadShape)).unread === 0) {
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
  const sent = await messagesCommand.post(`/users/${ben}/messages`, greeting, sentShape);
  // What was just written is read for sure when the query is asked to reflect its position.
  const list = await messagesQuery.get(`/users/${ben}/messages?after=${sent.logPosition}`, listShape);
  printer.block(
    textTable(
      ['from', 'message', 'read'],
      list.messages.map(({ from, text, read }) => [from, text, read ? 'yes' : 'no']),
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
  const path = `/users/${ben}/messages/${first?.messageId ?? ''}/read`;
  const read = await messagesCommand.send({ method: 'PUT', path });
  printer.answer(String(read.status));
  const after = `after=${read.position ?? 0}`;
  const { unread } = await messagesQuery.get(`/users/${ben}/unread-count?${after}`, unreadShape);
  printer.check('two unread before, one after', read.status === 204 && unread === 1);
};
