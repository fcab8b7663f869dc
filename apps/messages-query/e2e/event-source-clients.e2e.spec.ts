import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import type { Browser } from 'playwright-core';
import { browserPath, openPage, startBrowser } from './browser.fixture';
import { browserClient, npmClient, type StreamClient } from './event-source-clients.fixture';
import { type Gateway, startGateway } from './gateway.fixture';
import { engineUri, type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let proxy: TcpProxy;
let service: MessagesQuery;
let browser: Browser | undefined;
let gateway: Gateway;
let client: StreamClient;

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
  service = await startMessagesQuery(2, proxy.uri);
  if (browserPath !== undefined) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await service.stop();
  await proxy.stop();
});

const urlOf = (instance: number): string => service.services[instance]?.url ?? '';

beforeEach(async () => {
  gateway = await startGateway(urlOf(0));
});

afterEach(async () => {
  await client.close();
  await gateway.stop();
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(20);
};

const untilSeen = async (count: number): Promise<readonly string[]> => {
  await until(async () => (await client.seen()).length >= count);
  return client.seen();
};

/** A stream begins at what its instance knows where the store is slow to tell more. */
const knownTo = async (instance: number, position: number): Promise<void> => {
  const { status } = await fetch(`${urlOf(instance)}/users/nobody/messages?after=${position}`);
  expect(status).toBe(200);
};

const untilAnswered = (times: number): Promise<void> => until(async () => (await client.answers()) >= times);

const clients = [
  { name: 'the npm package eventsource', open: npmClient, runs: true },
  {
    name: 'Chromium',
    open: async (url: string) => {
      if (!browser) throw new Error('There is no browser.');
      return browserClient(await openPage(browser, new URL(url).origin), url);
    },
    runs: browserPath !== undefined,
  },
];

for (const { name, open, runs } of clients) {
  (runs ? describe : describe.skip)(name, () => {
    const opened = async (user: string, query = ''): Promise<StreamClient> => {
      client = await open(`${gateway.url}/users/${user}/message-stream${query}`);
      await untilSeen(1);
      return client;
    };

    it('misses nothing that happens after a quiet stream was cut, at whichever instance it comes back', async () => {
      const user = `quiet-${name.length}`;
      const before = await service.write.send(user, 'old');
      await knownTo(0, before);
      await opened(user);
      gateway.cut();
      const meanwhile = await service.write.send(user, 'new');
      gateway.leadTo(urlOf(1));
      expect(await untilSeen(3)).toEqual([`open ${before}`, `open ${before}`, `sent ${meanwhile}`]);
    });

    it('goes on after what it has seen, not after the parameter that it began with', async () => {
      const user = `resumed-${name.length}`;
      const [first, second] = [await service.write.send(user, 'm1'), await service.write.send(user, 'm2')];
      await opened(user, `?lastEventId=${first - 1}`);
      await untilSeen(3);
      gateway.cut();
      const third = await service.write.send(user, 'm3');
      gateway.leadTo(urlOf(1));
      expect(await untilSeen(5)).toEqual([
        `open ${first - 1}`,
        `sent ${first}`,
        `sent ${second}`,
        `open ${second}`,
        `sent ${third}`,
      ]);
    });

    it('comes back while the store is away, and waits there for what happened', async () => {
      const user = `patient-${name.length}`;
      const before = await service.write.send(user, 'old');
      await knownTo(0, before);
      await opened(user);
      gateway.cut();
      proxy.cut();
      gateway.leadTo(urlOf(1));
      await untilAnswered(2);
      const meanwhile = await service.write.send(user, 'new');
      proxy.mend();
      expect(await untilSeen(3)).toEqual([`open ${before}`, `open ${before}`, `sent ${meanwhile}`]);
    });
  });
}
