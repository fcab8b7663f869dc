import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditOf, startTokenIssuer, type TokenIssuer } from '@event-sourcing/service-chassis/testing';
import { type MessagesCommand, startMessagesCommand } from './messages-command.fixture';

let issuer: TokenIssuer;
let messages: MessagesCommand;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  messages = await startMessagesCommand(1, undefined, { ...issuer.environment, LOG_LEVEL: 'fatal' });
});
afterAll(async () => {
  await messages.stop();
  await issuer.stop();
});

it('the audit of messages-command tells who did what in which mailbox, and nothing of what was written', async () => {
  const [client] = messages.clients;
  const [service] = messages.services;
  if (client === undefined || service === undefined) throw new Error('At least one copy is needed.');
  const bank = await issuer.as('bank-client', 'messages:write service:bank');
  const ann = await issuer.as('ann', 'messages:write');
  const keyed = { ...bank, 'idempotency-key': 'k1' };
  const message = { messageId: 'm1', text: 'a secret', from: 'bank' };
  await client.post('/users/ann/messages', message, keyed);
  await client.post('/users/ann/messages', message, keyed);
  await client.put('/users/ann/messages/m1/read', undefined, ann);
  await client.put('/users/ann/messages/m1/read', undefined, ann);
  await client.delete('/users/ann/messages/m2', ann);
  await client.delete('/users/ann/messages/m1', bank);
  const entity = { userId: 'ann', messageId: 'm1' };
  const sent = {
    ...{ operation: 'sendMessage', entity, by: { actor: 'bank-client', service: 'bank' }, position: 1 },
    location: '/users/ann/messages/m1',
  };
  const read = { operation: 'markMessageAsRead', entity, by: { actor: 'ann' }, position: 2 };
  expect(auditOf(service)).toEqual([
    { ...sent, outcome: 'written' },
    { ...sent, outcome: 'repeated' },
    { ...read, outcome: 'written' },
    { ...read, outcome: 'unchanged' },
    {
      operation: 'deleteMessage',
      entity: { userId: 'ann', messageId: 'm2' },
      by: { actor: 'ann' },
      outcome: 'message-not-found',
    },
    { operation: 'deleteMessage', entity, by: sent.by, outcome: 'forbidden' },
  ]);
  expect(JSON.stringify(service.logged)).not.toContain('secret');
  expect(service.logged.map((line) => line.service)).toEqual(
    Array.from({ length: 6 }, () => 'messages-command'),
  );
});
