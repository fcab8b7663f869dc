import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from '../demo-error';
import { messagesShape, messagesTable, sentShape, unreadShape, type Stage } from '../stage';

const ARRIVES_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** The bank tells of a transfer on its own, a moment after it: this waits for it. */
const untilTold = async ({ messagesQuery, ben }: Stage): Promise<void> => {
  const path = `/users/${ben}/unread-count`;
  const until = Date.now() + ARRIVES_WITHIN_MS;
  for (;;) {
    const { unread } = await messagesQuery.expect({ method: 'GET', path, quiet: true }, 200, unreadShape, []);
    if (unread > 0) return;
    if (Date.now() > until) {
      throw new DemoError(
        'story-broken',
        `The bank's notice to Ben has not arrived within ${ARRIVES_WITHIN_MS / 1_000} s.`,
      );
    }
    await delay(LOOK_EVERY_MS);
  }
};

export const messages = async (stage: Stage): Promise<void> => {
  const { narrator, messagesCommand, messagesQuery, anna, ben } = stage;
  narrator.chapter('Ben was told of the money, by the bank. Anna writes to him too.');
  await untilTold(stage);
  const body = { text: 'See you at eight!', from: anna };
  const sent = await messagesCommand.expect(
    { method: 'POST', path: `/users/${ben}/messages`, body },
    201,
    sentShape,
    ['messageId', 'position'],
  );
  // What was just written is read for sure when the query is asked to reflect its position.
  const list = await messagesQuery.expect(
    { method: 'GET', path: `/users/${ben}/messages?after=${sent.logPosition}` },
    200,
    messagesShape,
    ['unread'],
  );
  narrator.shown(messagesTable(list));
  const [notice, greeting] = list.messages;
  narrator.check(
    'both messages are there, unread, in order',
    list.unread === 2 && list.messages.length === 2,
  );
  narrator.check(
    'the notice names the amount and the account that it came from',
    notice?.text.includes('49.50') === true && notice.text.includes(anna),
  );
  narrator.check('and Anna’s words came through', greeting?.text === body.text);

  narrator.chapter('Ben reads the notice.');
  const path = `/users/${ben}/messages/${notice?.messageId ?? ''}/read`;
  const read = await messagesCommand.send({ method: 'PUT', path });
  narrator.answered(String(read.status));
  const { unread } = await messagesQuery.expect(
    { method: 'GET', path: `/users/${ben}/unread-count?after=${read.position}` },
    200,
    unreadShape,
    ['unread'],
  );
  narrator.check('two unread before, one after', read.status === 204 && unread === 1);
};
