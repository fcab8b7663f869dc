import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answersToOtherMethods,
  askEvery,
  askWithChangedKeys,
  askWithoutKeys,
  everyRoute,
  problemOf,
  type RouteSample,
  routesOf,
  startTokenIssuer,
  type TokenIssuer,
  worthlessTokens,
} from '@event-sourcing/service-chassis/testing';
import { ACCOUNT_ROUTES, ROUTES } from './access.fixture';
import { type Bank, column, member, startBank, succeeded } from './bank.fixture';

const OWN = 'bank:read bank:write';

let issuer: TokenIssuer;
let bank: Bank;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  bank = await startBank({ environment: issuer.environment });
  for (const owner of ['ann', 'bob']) await open(`${owner}-1`, owner);
});
afterAll(async () => {
  await bank.stop();
  await issuer.stop();
});

const open = async (accountId: string, owner: string) =>
  succeeded(bank.client.post('/accounts', { accountId, owner }, await issuer.as(owner, OWN)));

const withoutScope = ({ scope = '' }: RouteSample) => {
  const others = ['bank:read', 'bank:write', 'messages:read', 'messages:write', 'service:bank'];
  return others.filter((other) => other !== scope).join(' ');
};

/** What is held to the version that `If-Match` names. */
const HELD = [
  'DELETE /accounts/:accountId',
  'DELETE /accounts/:accountId/standing-orders/:standingOrderId',
  'POST /accounts/:accountId/deposits',
  'POST /accounts/:accountId/standing-orders',
  'POST /accounts/:accountId/withdrawals',
  'POST /transfers',
];

describe('of the bank', () => {
  it('every route is in the table of those that ask for a token, and nothing else but health', () => {
    const [service] = bank.services;
    const known = [...ROUTES.map(({ route }) => route), 'GET /health/live', 'GET /health/ready'];
    expect(service && routesOf(service)).toEqual(known.sort());
  });

  it('no route ignores If-Match: where it means nothing it is a fault of form', async () => {
    const held = ROUTES.filter(({ route }) => HELD.includes(route));
    expect(await askEvery(bank.client, ROUTES, { 'if-match': '"1"' })).toEqual({
      ...everyRoute(ROUTES, '400 validation-failed'),
      ...everyRoute(held, '401 unauthenticated'),
    });
  });

  it('every path says what it has to methods that it does not have', async () => {
    expect(await answersToOtherMethods(bank.client.url, ROUTES)).toEqual([]);
  });

  it('no route lets anyone in with a token that proves nothing', async () => {
    for (const { name, headers } of await worthlessTokens(issuer, { sub: 'ann', scope: `admin ${OWN}` })) {
      const answers = await askEvery(bank.client, ROUTES, headers);
      expect({ name, answers }).toEqual({ name, answers: everyRoute(ROUTES, '401 unauthenticated') });
    }
  });

  it('no route lets anyone in who has every scope but its own', async () => {
    for (const sample of ROUTES) {
      const answers = await askEvery(bank.client, [sample], await issuer.as('ann', withoutScope(sample)));
      expect(answers).toEqual({ [sample.route]: '403 forbidden' });
    }
  });

  it('no route tells or changes anything of an account that is another’s', async () => {
    const before = (await bank.log()).length;
    const answers = await askEvery(bank.client, ACCOUNT_ROUTES, await issuer.as('bob', OWN));
    expect(answers).toEqual(everyRoute(ACCOUNT_ROUTES, '403 forbidden'));
    expect((await bank.log()).length).toBe(before);
  });
});

describe('an account', () => {
  it('that is not there is not found, whoever asks', async () => {
    const headers = await issuer.as('bob', OWN);
    expect(problemOf(await bank.client.get('/accounts/nobody', headers)).code).toBe('account-not-found');
    const transfer = { from: 'nobody', to: 'ann-1', amount: '1' };
    expect(problemOf(await bank.client.post('/transfers', transfer, headers)).code).toBe('account-not-found');
  });

  it('is opened for oneself, or by an administrator', async () => {
    const asked = async (sub: string, scope: string) =>
      bank.client.post('/accounts', { owner: 'eve' }, await issuer.as(sub, scope));
    expect(problemOf(await asked('bob', OWN))).toMatchObject({ code: 'forbidden', owner: 'eve' });
    expect((await asked('root', 'admin')).status).toBe(201);
  });

  it('may be paid into by a transfer of whoever has the money, not by a deposit of others', async () => {
    const bob = await issuer.as('bob', OWN);
    await succeeded(bank.client.post('/accounts/bob-1/deposits', { amount: '5' }, bob));
    const deposit = await bank.client.post('/accounts/ann-1/deposits', { amount: '5' }, bob);
    expect(problemOf(deposit)).toMatchObject({ status: 403, code: 'forbidden', accountId: 'ann-1' });
    const transfer = { from: 'bob-1', to: 'ann-1', amount: '5' };
    expect((await bank.client.post('/transfers', transfer, bob)).status).toBe(201);
  });

  it('is another’s before If-Match and the rules are looked at', async () => {
    const headers = { ...(await issuer.as('bob', OWN)), 'if-match': '"999999"' };
    const answer = await bank.client.post('/accounts/ann-1/withdrawals', { amount: '999' }, headers);
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('that was closed and opened by another is the other’s, and its old life remains the former owner’s', async () => {
    const [ann, bob] = [await issuer.as('ann', OWN), await issuer.as('bob', OWN)];
    const { position } = await open('shared', 'ann');
    await succeeded(bank.client.delete('/accounts/shared', ann));
    await open('shared', 'bob');
    const past = `/accounts/shared?position=${position}`;
    const status = async (path: string, headers: Readonly<Record<string, string>>) =>
      (await bank.client.get(path, headers)).status;
    expect([await status('/accounts/shared', ann), await status('/accounts/shared', bob)]).toEqual([
      403, 200,
    ]);
    expect([await status(past, ann), await status(past, bob)]).toEqual([200, 403]);
  });

  it('is withdrawn from by its owner only, while it changes hands again and again', async () => {
    const [ann, bob] = [await issuer.as('ann', OWN), await issuer.as('bob', OWN)];
    let changing = true;
    const withdrawals = async () => {
      while (changing) {
        const made = await bank.client.post('/accounts/hot/withdrawals', { amount: '1' }, bob);
        if (made.status === 201) throw new Error('Bob has taken money of Ann.');
      }
    };
    const thief = Promise.all([withdrawals(), withdrawals(), withdrawals()]);
    for (let each = 0; each < 6; each += 1) {
      await open('hot', 'ann');
      await succeeded(bank.client.post('/accounts/hot/deposits', { amount: '2' }, ann));
      await succeeded(bank.client.post('/accounts/hot/withdrawals', { amount: '2' }, ann));
      await succeeded(bank.client.delete('/accounts/hot', ann));
      await open('hot', 'bob');
      await succeeded(bank.client.delete('/accounts/hot', bob));
    }
    changing = false;
    await thief;
  });
});

describe('a list of accounts', () => {
  it('is of one’s own, with the filter, and of all for an administrator', async () => {
    const list = async (path: string, sub: string, scope: string) =>
      bank.client.get(path, await issuer.as(sub, scope));
    for (const path of ['/accounts', '/accounts?owner=ann']) {
      expect(problemOf(await list(path, 'bob', OWN))).toMatchObject({ status: 403, code: 'forbidden' });
    }
    const after = (await bank.log()).at(-1)?.position ?? 0;
    const own = await list(`/accounts?owner=bob&after=${after}`, 'bob', OWN);
    expect(column(own, 'accounts', 'accountId')).toContain('bob-1');
    expect(new Set(column(own, 'accounts', 'owner'))).toEqual(new Set(['bob']));
    const every = await list(`/accounts?after=${after}`, 'root', 'admin');
    expect(new Set(column(every, 'accounts', 'owner'))).toEqual(new Set(['ann', 'bob', 'eve']));
  });

  it('goes on with a cursor for whom it was begun only', async () => {
    await open('ann-2', 'ann');
    const after = (await bank.log()).at(-1)?.position ?? 0;
    const ann = await issuer.as('ann', OWN);
    const first = await bank.client.get(`/accounts?owner=ann&limit=1&after=${after}`, ann);
    const next = `/accounts?cursor=${String(member(first, 'nextCursor'))}`;
    expect((await bank.client.get(next, ann)).status).toBe(200);
    expect((await bank.client.get(next, await issuer.as('bob', OWN))).status).toBe(403);
  });
});

describe('a command', () => {
  it('is stored with who asked for it, by which client', async () => {
    const token = await issuer.token({ sub: 'ann', scope: OWN, claims: { azp: 'app-7' } });
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'actor-1' };
    await succeeded(bank.client.post('/accounts/ann-1/deposits', { amount: '3' }, headers));
    expect((await bank.log()).at(-1)?.metadata).toMatchObject({ actor: 'ann', client: 'app-7' });
  });

  it('of another with the same key is another command, and a repeat is one even with a new token', async () => {
    const put = async (sub: string) => {
      const headers = { ...(await issuer.as(sub, 'admin')), 'idempotency-key': 'shared-key' };
      return succeeded(bank.client.post('/accounts/ann-1/deposits', { amount: '7' }, headers));
    };
    const [first, again, others] = [await put('root'), await put('root'), await put('boss')];
    expect(again.text).toBe(first.text);
    expect(others.position).not.toBe(first.position);
  });
});

describe('the keys of tokens', () => {
  it('let nobody in, on any route, that is signed with one that is not known yet, or not published any more', async () => {
    const asked = await askWithChangedKeys(issuer, bank.client, ROUTES, 'GET /projections');
    const refused = everyRoute(ROUTES, '401 unauthenticated');
    expect(asked).toEqual({ known: 200, ofNew: refused, ofOld: refused });
  });

  it('make every route answer 503 while they cannot be read: nobody has said that a token is bad', async () => {
    const answers = await askWithoutKeys(issuer, bank.client, ROUTES);
    expect(answers).toEqual(everyRoute(ROUTES, '503 try-again-later'));
  });
});
