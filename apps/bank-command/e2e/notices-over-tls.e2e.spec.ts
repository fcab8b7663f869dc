import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newCertificate, trusting } from '@event-sourcing/service-chassis/testing';
import { type Bank, member, opened, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

const certificate = await newCertificate();
let messages: MessagesStub;
let bank: Bank;
beforeAll(async () => {
  messages = await startMessagesStub(certificate);
  bank = await startBank({ messagesUrl: messages.url });
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

it('a notice goes over TLS to whom the bank trusts; until it does, it is kept, and never sent without', async () => {
  const { client } = bank;
  await opened(client, 'ann-1', '5');
  await opened(client, 'bob-1', undefined, { owner: 'bob' });
  await succeeded(client.post('/transfers', { from: 'ann-1', to: 'bob-1', amount: '2' }));
  await until(async () =>
    JSON.stringify(member(await client.get('/reactions'), 'reactions')).includes('"error"'),
  );
  expect(messages.calls).toEqual([]);
  await trusting([certificate], () => until(() => messages.taken.length === 1));
  expect(messages.taken[0]?.path).toBe('/users/bob/messages');
});
