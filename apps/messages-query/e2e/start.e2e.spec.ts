import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogLine } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { engineUri, startMessagesQuery } from './messages-query.fixture';

let proxy: TcpProxy;
beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
});
afterAll(() => proxy.stop());

it('a service whose database is away at the start says so, how often and for how long, and starts when it is there', async () => {
  proxy.cut();
  const lines: LogLine[] = [];
  const starting = startMessagesQuery(1, proxy.uri, { LOG_LEVEL: 'warn' }, lines);
  const said = /MONGODB_URI cannot be reached: tried 1 times in \d+ s, and again every 5 s until it can/;
  while (!lines.some(({ tries, msg }) => tries === 1 && said.test(String(msg)))) await pause(20);
  proxy.mend();
  const service = await starting;
  expect((await service.client.get('/users/ada/unread-count')).status).toBe(200);
  await service.stop();
});
