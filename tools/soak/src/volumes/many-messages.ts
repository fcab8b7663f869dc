import { countUnread, listMessages, sendMessage } from '@event-sourcing/service-clients';
import { answered } from '@event-sourcing/tools-kit';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

const WORKERS = 64;
const USERS = 50;
const LOOKS = 200;

/** Sends many messages, and reads them as their receivers do. */
export const manyMessages = (stack: StackInUse, messages: number): Promise<Phase> =>
  timed('many messages', async () => {
    const query = stack.url('messages-query');
    const sent = new Requests(stack.url('messages-command'));
    const [pages, counts] = [new Requests(query), new Requests(query)];
    const path = (index: number) => ({ userId: `user-${index % USERS}` });
    await sent.many(messages, WORKERS, (index) =>
      sendMessage({ client: sent.client, path: path(index), body: { text: `Message ${index}` } }),
    );
    const sentAt = performance.now();
    const shown = async (): Promise<number> => {
      let sum = 0;
      for (let index = 0; index < USERS; index += 1) {
        sum += (await answered(countUnread({ client: counts.client, path: path(index) }))).unread;
      }
      return sum;
    };
    while ((await shown()) < messages);
    const shownAfterMs = Math.round(performance.now() - sentAt);
    for (let look = 0; look < LOOKS; look += 1)
      await listMessages({ client: pages.client, path: path(look), query: { limit: 50, order: 'desc' } });
    return {
      asked: {
        'POST …/messages': sent.report(),
        'GET …/messages?limit=50': pages.report(),
        'GET …/unread-count': counts.report(),
      },
      measured: { shownAfterMs },
      faults: [...sent.others([201]), ...pages.others([200])],
    };
  });
