import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answersToOtherMethods,
  askEvery,
  askWithChangedKeys,
  askWithoutKeys,
  everyRoute,
  problemOf,
  routesOf,
  startTokenIssuer,
  type TestAnswer,
  type TokenIssuer,
  worthlessTokens,
} from '@event-sourcing/service-chassis/testing';
import { type MessagesCommand, startMessagesCommand } from './messages-command.fixture';
import { OWN, SEND } from './routes.fixture';

const ROUTES = [SEND, ...OWN];

let issuer: TokenIssuer;
let messages: MessagesCommand;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  messages = await startMessagesCommand(1, undefined, issuer.environment);
});
afterAll(async () => {
  await messages.stop();
  await issuer.stop();
});

const client = () => {
  const [first] = messages.clients;
  if (first === undefined) throw new Error('At least one copy is needed.');
  return first;
};

describe('of messages-command', () => {
  it('every route is in the table of those that ask for a token, and nothing else but health', () => {
    const [service] = messages.services;
    const known = [...ROUTES.map(({ route }) => route), 'GET /health/live', 'GET /health/ready'];
    expect(service && routesOf(service)).toEqual(known.sort());
  });

  it('no route ignores If-Match, which means nothing here', async () => {
    const answers = await askEvery(client(), ROUTES, { 'if-match': '"1"' });
    expect(answers).toEqual(everyRoute(ROUTES, '400 validation-failed'));
  });

  it('every path says what it has to methods that it does not have', async () => {
    expect(await answersToOtherMethods(client().url, ROUTES)).toEqual([]);
  });

  it('no route lets anyone in with a token that proves nothing', async () => {
    const wanted = { sub: 'ann', scope: 'admin messages:write' };
    for (const { name, headers } of await worthlessTokens(issuer, wanted)) {
      const answers = await askEvery(client(), ROUTES, headers);
      expect({ name, answers }).toEqual({ name, answers: everyRoute(ROUTES, '401 unauthenticated') });
    }
  });

  it('no route lets anyone in who has every scope but its own', async () => {
    const headers = await issuer.as('ann', 'bank:read bank:write messages:read service:bank');
    expect(await askEvery(client(), ROUTES, headers)).toEqual(everyRoute(ROUTES, '403 forbidden'));
  });

  it('no route changes another’s mailbox, whether the message is there or not', async () => {
    const headers = await issuer.as('bob', 'messages:write');
    await client().post('/users/ann/messages', { messageId: 'm1', text: 'Hello' }, headers);
    expect(await askEvery(client(), OWN, headers)).toEqual(everyRoute(OWN, '403 forbidden'));
    const elsewhere = await client().delete('/users/ann/messages/none', headers);
    expect(problemOf(elsewhere)).toMatchObject({ code: 'forbidden', userId: 'ann' });
    const own = await askEvery(client(), OWN, await issuer.as('ann', 'messages:write'));
    expect(Object.values(own)).toEqual(['204', '204']);
  });
});

describe('a message', () => {
  const send = async (sub: string, scope: string, from?: string): Promise<TestAnswer> =>
    client().post(
      '/users/ann/messages',
      { text: 'Hello', ...(from !== undefined && { from }) },
      await issuer.as(sub, scope),
    );
  const lastSender = async () => (await messages.log()).at(-1)?.data.from;

  it('is from who the token says, named or not', async () => {
    expect((await send('bob', 'messages:write')).status).toBe(201);
    expect(await lastSender()).toBe('bob');
    expect((await send('bob', 'messages:write', 'bob')).status).toBe(201);
    expect(problemOf(await send('bob', 'messages:write', 'ann'))).toMatchObject({
      status: 403,
      code: 'forbidden',
      from: 'ann',
    });
  });

  it('may be from anyone when an administrator sends it', async () => {
    expect((await send('root', 'admin', 'The manager')).status).toBe(201);
    expect(await lastSender()).toBe('The manager');
  });

  it.each(['bank', 'Bank', ' bank ', 'ｂａｎｋ'])('from “%s” is sent by the bank only', async (from) => {
    for (const [sub, scope] of [
      ['bob', 'messages:write'],
      ['bank', 'messages:write'],
      ['root', 'admin'],
      ['root', 'admin service:shop'],
    ] as const) {
      expect(problemOf(await send(sub, scope, from))).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it('of the bank needs no name; a user who is called like it is not it', async () => {
    expect((await send('bank-client', 'messages:write service:bank')).status).toBe(201);
    expect(await lastSender()).toBe('bank');
    expect((await messages.log()).at(-1)?.metadata).toMatchObject({ actor: 'bank-client', service: 'bank' });
    expect(problemOf(await send('bank', 'messages:write')).code).toBe('forbidden');
  });
});

describe('the keys of tokens', () => {
  it('let nobody in, on any route, that is signed with one that is not known yet, or not published any more', async () => {
    const asked = await askWithChangedKeys(issuer, client(), ROUTES, 'PUT /users/ann/messages/none/read');
    const refused = everyRoute(ROUTES, '401 unauthenticated');
    expect(asked).toEqual({ known: 404, ofNew: refused, ofOld: refused });
  });

  it('make every route answer 503 while they cannot be read: nobody has said that a token is bad', async () => {
    const answers = await askWithoutKeys(issuer, client(), ROUTES);
    expect(answers).toEqual(everyRoute(ROUTES, '503 try-again-later'));
  });
});

describe('an idempotency key', () => {
  it('of another is another key: the same message id is taken, and nothing is told of who took it', async () => {
    const send = async (sub: string) =>
      client().post(
        '/users/eve/messages',
        { messageId: 'shared', text: `from ${sub}` },
        { ...(await issuer.as(sub, 'messages:write')), 'idempotency-key': 'k1' },
      );
    const [first, again, others] = [await send('ann'), await send('ann'), await send('bob')];
    expect(again.text).toBe(first.text);
    expect(problemOf(others).code).toBe('message-already-exists');
    expect(others.text).not.toContain('ann');
  });
});
