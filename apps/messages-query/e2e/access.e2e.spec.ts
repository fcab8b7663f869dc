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
  type TokenIssuer,
  worthlessTokens,
} from '@event-sourcing/service-chassis/testing';
import { openStream } from './event-source.fixture';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';
import { OPERATORS, OWN } from './routes.fixture';

const ROUTES = [...OWN, ...OPERATORS];

let issuer: TokenIssuer;
let messages: MessagesQuery;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  messages = await startMessagesQuery(1, undefined, issuer.environment);
});
afterAll(async () => {
  await messages.stop();
  await issuer.stop();
});

describe('of messages-query', () => {
  it('every route is in the table of those that ask for a token, and nothing else but health', () => {
    const [service] = messages.services;
    const known = [...ROUTES.map(({ route }) => route), 'GET /health/live', 'GET /health/ready'];
    expect(service && routesOf(service)).toEqual(known.sort());
  });

  it('no route ignores If-Match, which means nothing here', async () => {
    const answers = await askEvery(messages.client, ROUTES, { 'if-match': '"1"' });
    expect(answers).toEqual(everyRoute(ROUTES, '400 validation-failed'));
  });

  it('every path says what it has to methods that it does not have', async () => {
    expect(await answersToOtherMethods(messages.client.url, ROUTES)).toEqual([]);
  });

  it('no route lets anyone in with a token that proves nothing', async () => {
    const wanted = { sub: 'ann', scope: 'admin messages:read' };
    for (const { name, headers } of await worthlessTokens(issuer, wanted)) {
      const answers = await askEvery(messages.client, ROUTES, headers);
      expect({ name, answers }).toEqual({ name, answers: everyRoute(ROUTES, '401 unauthenticated') });
    }
  });

  it('no route lets anyone in who has every scope but its own', async () => {
    const others = await issuer.as('ann', 'bank:read bank:write messages:write service:bank');
    expect(await askEvery(messages.client, OWN, others)).toEqual(everyRoute(OWN, '403 forbidden'));
    const user = await issuer.as('ann', 'bank:read bank:write messages:read messages:write service:bank');
    expect(await askEvery(messages.client, OPERATORS, user)).toEqual(everyRoute(OPERATORS, '403 forbidden'));
  });

  it('no route shows another’s mailbox, whether anything is in it or not', async () => {
    const headers = await issuer.as('bob', 'messages:read');
    expect(await askEvery(messages.client, OWN, headers)).toEqual(everyRoute(OWN, '403 forbidden'));
    const empty = await messages.client.get('/users/nobody/messages', headers);
    expect(problemOf(empty)).toMatchObject({ code: 'forbidden', userId: 'nobody' });
  });

  it('the mailbox is shown to its owner and to an administrator', async () => {
    for (const [sub, scope] of [
      ['ann', 'messages:read'],
      ['root', 'admin'],
    ] as const) {
      const answer = await messages.client.get('/users/ann/messages', await issuer.as(sub, scope));
      expect(answer.status).toBe(200);
    }
  });
});

it('a rebuild is kept with the name of whoever asked for it', async () => {
  const asked = await messages.client.post(
    '/projections/messages/rebuild',
    undefined,
    await issuer.as('root', 'admin'),
  );
  expect(asked.status).toBe(202);
  const generations = await messages.store.db.collection('generations').findOne();
  expect(JSON.stringify(generations)).toContain('"by":"root"');
});

describe('a stream of messages', () => {
  it('ends with the token that opened it, and goes on with a new one where it ended', async () => {
    const { client, write } = messages;
    const url = `${client.url}/users/eve/message-stream`;
    const short = {
      authorization: `Bearer ${await issuer.token({ sub: 'eve', scope: 'messages:read', expiresIn: 2 })}`,
    };
    const stream = await openStream(url, short);
    await write.send('eve', 'first');
    const seen = (await stream.take(1)).at(-1)?.id ?? '';
    await stream.ended();
    await write.send('eve', 'second');
    const again = await openStream(url, {
      ...(await issuer.as('eve', 'messages:read')),
      'last-event-id': seen,
    });
    const [event] = await again.take(1);
    expect(event?.data).toMatchObject({ messageId: 'second' });
    await again.close();
  });
});

describe('the keys of tokens', () => {
  it('let nobody in, on any route, that is signed with one that is not known yet, or not published any more', async () => {
    const asked = await askWithChangedKeys(issuer, messages.client, ROUTES, 'GET /projections');
    const refused = everyRoute(ROUTES, '401 unauthenticated');
    expect(asked).toEqual({ known: 200, ofNew: refused, ofOld: refused });
  });

  it('make every route answer 503 while they cannot be read: nobody has said that a token is bad', async () => {
    const answers = await askWithoutKeys(issuer, messages.client, ROUTES);
    expect(answers).toEqual(everyRoute(ROUTES, '503 try-again-later'));
  });
});
