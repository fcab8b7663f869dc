import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { engineUri, type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let proxy: TcpProxy;
let lines: string[];
beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
  lines = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await proxy.stop();
});

it('a service whose database is away at the start says so, how often and for how long, and starts when it is there', async () => {
  proxy.cut();
  const starting: Promise<MessagesQuery> = startMessagesQuery(1, proxy.uri, { LOG_LEVEL: 'warn' });
  const said =
    /"tries":1.*MONGODB_URI cannot be reached: tried 1 times in \d+ s, and again every 5 s until it can/;
  while (!lines.some((line) => said.test(line))) await pause(20);
  proxy.mend();
  const service = await starting;
  expect((await service.client.get('/users/ada/unread-count')).status).toBe(200);
  await service.stop();
});
