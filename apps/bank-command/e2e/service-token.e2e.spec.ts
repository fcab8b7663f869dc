import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startTokenIssuer, type TokenIssuer } from '@event-sourcing/service-chassis/testing';
import { decodeJwt, SignJWT } from 'jose';
import { type Bank, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

const SECRET = 'only-for-tests-0123456789-abcdefghij';

let issuer: TokenIssuer;
let messages: MessagesStub;
let bank: Bank;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  messages = await startMessagesStub();
});
afterEach(() => bank.stop());
afterAll(async () => {
  await messages.stop();
  await issuer.stop();
});

const transferIn = async ({ client }: Bank, headers: Readonly<Record<string, string>>) => {
  await succeeded(client.post('/accounts', { accountId: 'ann', owner: 'ann' }, headers));
  await succeeded(client.post('/accounts', { accountId: 'bob', owner: 'bob' }, headers));
  await succeeded(client.post('/accounts/ann/deposits', { amount: '9' }, headers));
  await succeeded(client.post('/transfers', { from: 'ann', to: 'bob', amount: '4' }, headers));
};

/** The tokens of all calls so far but the first ones. */
const sentWith = (first = 0): readonly (string | undefined)[] =>
  messages.calls.slice(first).map(({ headers }) => headers.authorization?.replace('Bearer ', ''));

it('a notice is sent with a token that the issuer gave the bank, which is taken anew when it is refused', async () => {
  bank = await startBank({
    messagesUrl: messages.url,
    environment: {
      ...issuer.environment,
      AUTH_TOKEN_URL: `${issuer.issuer}token`,
      AUTH_CLIENT_ID: 'bank-client',
      AUTH_CLIENT_SECRET: 'bank & secret',
    },
  });
  messages.behave((_, nth) => (nth === 1 ? 401 : 201));
  await transferIn(bank, await issuer.as('root', 'admin'));
  await until(() => messages.taken.length === 1);
  const [refused, taken] = sentWith();
  expect(decodeJwt(taken ?? '')).toMatchObject({ scope: 'service:bank messages:write' });
  expect(refused).not.toBeUndefined();
  expect(issuer.grants).toHaveLength(2);
  expect(issuer.grants[0]).toEqual({
    grant_type: 'client_credentials',
    client_id: 'bank-client',
    client_secret: 'bank & secret',
    scope: 'service:bank messages:write',
    audience: issuer.audience,
  });
});

it('with a secret in common the bank makes its token by itself', async () => {
  const { AUTH_ISSUER = '', AUTH_AUDIENCE = '' } = issuer.environment;
  bank = await startBank({
    messagesUrl: messages.url,
    environment: { AUTH_ISSUER, AUTH_AUDIENCE, AUTH_SECRET: SECRET },
  });
  messages.behave(() => 201);
  const earlier = messages.calls.length;
  const token = await new SignJWT({ scope: 'admin' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(AUTH_ISSUER)
    .setAudience(AUTH_AUDIENCE)
    .setSubject('root')
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(SECRET));
  await transferIn(bank, { authorization: `Bearer ${token}` });
  await until(() => messages.calls.length > earlier);
  expect(decodeJwt(sentWith(earlier)[0] ?? '')).toMatchObject({
    sub: 'bank',
    scope: 'service:bank messages:write',
    iss: AUTH_ISSUER,
    aud: AUTH_AUDIENCE,
  });
});
