import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  askEvery,
  auditOf,
  startTokenIssuer,
  type TestService,
  type TokenIssuer,
} from '@event-sourcing/service-chassis/testing';
import { ROUTES } from './access.fixture';
import { type Bank, startBank } from './bank.fixture';

type Headers = Readonly<Record<string, string>>;

let issuer: TokenIssuer;
let bank: Bank;
let ann: Headers;
let told: number;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  // What is audited is so at any level.
  bank = await startBank({ environment: { ...issuer.environment, LOG_LEVEL: 'fatal' } });
  ann = await issuer.as('ann', 'bank:read bank:write');
});
afterAll(async () => {
  await bank.stop();
  await issuer.stop();
});
beforeEach(() => {
  told = audit().length;
});

const service = (): TestService => {
  const [first] = bank.services;
  if (first === undefined) throw new Error('A bank needs an instance.');
  return first;
};
const audit = () => auditOf(service());
/** What was told in this test. */
const news = () => audit().slice(told);
const by = { actor: 'ann' };

describe('the audit of the bank', () => {
  it('tells who did what to which account, what came of it, and where that is in the log', async () => {
    const { client } = bank;
    await client.post('/accounts', { accountId: 'ann-1', owner: 'ann' }, ann);
    await client.post('/accounts', { accountId: 'ann-2', owner: 'ann' }, ann);
    const keyed = { ...ann, 'idempotency-key': 'k1' };
    await client.post('/accounts/ann-1/deposits', { amount: '5' }, keyed);
    await client.post('/accounts/ann-1/deposits', { amount: '5' }, keyed);
    await client.post('/transfers', { from: 'ann-1', to: 'ann-2', amount: '2' }, ann);
    await client.delete('/accounts/ann-1', ann);
    const opening = { operation: 'openAccount', by, outcome: 'written' };
    const deposit = { operation: 'depositMoney', entity: { accountId: 'ann-1' }, by, position: 3 };
    expect(news()).toEqual([
      {
        ...opening,
        entity: { accountId: 'ann-1', owner: 'ann' },
        position: 1,
        location: '/accounts/ann-1',
      },
      {
        ...opening,
        entity: { accountId: 'ann-2', owner: 'ann' },
        position: 2,
        location: '/accounts/ann-2',
      },
      { ...deposit, outcome: 'written' },
      { ...deposit, outcome: 'repeated' },
      {
        operation: 'transferMoney',
        entity: { from: 'ann-1', to: 'ann-2' },
        by,
        outcome: 'written',
        position: 4,
      },
      { operation: 'closeAccount', entity: { accountId: 'ann-1' }, by, outcome: 'account-not-empty' },
    ]);
  });

  it('tells who was not let in, and to what', async () => {
    const deposit = (headers: Headers) =>
      bank.client.post('/accounts/ann-1/deposits', { amount: '5' }, headers);
    await deposit({});
    await deposit(await issuer.as('bob', 'bank:read'));
    await deposit(await issuer.as('bob', 'bank:write'));
    const tried = { operation: 'depositMoney', entity: { accountId: 'ann-1' } };
    expect(news()).toEqual([
      { ...tried, by: {}, outcome: 'unauthenticated' },
      { ...tried, by: { actor: 'bob' }, outcome: 'forbidden' },
      { ...tried, by: { actor: 'bob' }, outcome: 'forbidden' },
    ]);
  });

  it('tells what operators decide', async () => {
    const root = await issuer.as('root', 'admin');
    const asked = { ...root, 'idempotency-key': 'rebuild-1' };
    await bank.client.post('/projections/accounts/rebuild', undefined, asked);
    await bank.client.post('/projections/accounts/rebuild', undefined, asked);
    await bank.client.post('/reactions/transfer-notices/parked/7/skip', { reason: 'by phone' }, root);
    await bank.client.post('/reactions/transfer-notices/resume-at', { position: 0, reason: 'x' }, root);
    await bank.client.post('/reactions/transfer-notices/pause', { reason: 'x' }, root);
    await bank.client.post('/reactions/transfer-notices/resume', undefined, root);
    const operator = { actor: 'root' };
    const rebuild = { operation: 'rebuildProjection', entity: { name: 'accounts' }, by: operator };
    expect(news()).toEqual([
      { ...rebuild, outcome: 'accepted' },
      { ...rebuild, outcome: 'repeated' },
      {
        operation: 'skipParked',
        entity: { name: 'transfer-notices', position: 7 },
        by: operator,
        outcome: 'parked-item-not-found',
      },
      {
        operation: 'resumeReactionAt',
        entity: { name: 'transfer-notices', position: 0 },
        by: operator,
        outcome: 'accepted',
      },
      ...['pauseReaction', 'resumeReaction'].map((operation) => ({
        ...{ operation, entity: { name: 'transfer-notices' }, by: operator, outcome: 'accepted' },
      })),
    ]);
  });

  it('has a line for every route that changes something, and none for what is read or is of no form', async () => {
    const commands = ROUTES.filter(({ route }) => !route.startsWith('GET '));
    await askEvery(bank.client, ROUTES, await issuer.as('root', 'admin'));
    expect(news().length).toBe(commands.length);
    await bank.client.post('/accounts/ann-1/deposits', { amount: 5 }, ann);
    await bank.client.post('/nowhere', {}, ann);
    expect(news().length).toBe(commands.length);
  });

  it('holds no token, no key of a command, no amount and no free text', async () => {
    const headers = { ...ann, 'idempotency-key': 'secret-key' };
    const body = { amount: '1234.56', description: 'secret text' };
    await bank.client.post('/accounts/ann-1/deposits', body, headers);
    expect(news().length).toBe(1);
    for (const secret of ['secret', '1234', ann.authorization?.slice(-20) ?? '']) {
      expect(JSON.stringify(service().logged)).not.toContain(secret);
    }
  });
});
