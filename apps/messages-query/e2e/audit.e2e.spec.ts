import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditOf, startTokenIssuer, type TokenIssuer } from '@event-sourcing/service-chassis/testing';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let issuer: TokenIssuer;
let messages: MessagesQuery;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  messages = await startMessagesQuery(1, undefined, { ...issuer.environment, LOG_LEVEL: 'fatal' });
});
afterAll(async () => {
  await messages.stop();
  await issuer.stop();
});

it('the audit of messages-query tells what operators decide, and nothing of what is read', async () => {
  const [service] = messages.services;
  if (service === undefined) throw new Error('At least one copy is needed.');
  const root = await issuer.as('root', 'admin');
  const ann = await issuer.as('ann', 'messages:read');
  await messages.client.get('/users/ann/messages', ann);
  await messages.client.post('/projections/messages/rebuild', undefined, ann);
  await messages.client.post('/projections/messages/rebuild', undefined, root);
  await messages.client.post('/projections/messages/set-aside/7/retry', { reason: 'mended' }, root);
  const rebuild = { operation: 'rebuildProjection', entity: { name: 'messages' } };
  expect(auditOf(service)).toEqual([
    { ...rebuild, by: { actor: 'ann' }, outcome: 'forbidden' },
    { ...rebuild, by: { actor: 'root' }, outcome: 'accepted' },
    {
      operation: 'retrySetAside',
      entity: { name: 'messages', position: 7 },
      by: { actor: 'root' },
      outcome: 'set-aside-not-found',
    },
  ]);
});
