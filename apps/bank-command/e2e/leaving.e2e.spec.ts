import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leaveBeforeAnswer } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { type Bank, engineUri, opened, startBank } from './bank.fixture';

let proxy: TcpProxy;
let bank: Bank;
/** What the bank asks of its database. */
let requests: string[] = [];

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri(), () => (message) => {
    requests.push(message.toString('latin1'));
    return undefined;
  });
  bank = await startBank({ way: proxy.uri, environment: { LOG_LEVEL: 'info' } });
  await opened(bank.client, 'ann-1', '10');
  expect((await bank.client.get('/accounts?after=2&timeout=20000')).status).toBe(200);
});
afterAll(async () => {
  await bank.stop();
  await proxy.stop();
});

describe('when a client leaves before it has its answer, no more is read for it', () => {
  it.each([
    ['/accounts/ann-1/statement', 'account:ann-1'],
    ['/accounts', 'accounts.accounts'],
  ])('of %s', async (path, about) => {
    const [service] = bank.services;
    if (!service) throw new Error('There is an instance.');
    proxy.halt();
    await leaveBeforeAnswer(service, path);
    requests = [];
    proxy.mend();
    // What is asked behind it is answered behind it.
    expect((await service.client.get('/accounts/ann-1')).status).toBe(200);
    expect((await service.client.get('/projections')).status).toBe(200);
    expect(requests.filter((request) => request.includes(about)).length).toBe(0);
  });
});
