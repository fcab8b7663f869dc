import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  faultPaths,
  problemOf,
  type TestAnswer,
  type TestClient,
} from '@event-sourcing/service-chassis/testing';
import { type Bank, balanceOf, opened, startBank, succeeded } from './bank.fixture';

let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
});
afterAll(() => bank.stop());

const deposit = (id: string, amount: string, headers = {}): Promise<TestAnswer> =>
  client.post(`/accounts/${id}/deposits`, { amount }, headers);
const withdraw = (id: string, amount: string, headers = {}): Promise<TestAnswer> =>
  client.post(`/accounts/${id}/withdrawals`, { amount }, headers);
const transfer = (from: string, to: string, amount: string, headers = {}): Promise<TestAnswer> =>
  client.post('/transfers', { from, to, amount }, headers);

describe('deposits and withdrawals', () => {
  it('answer with what was recorded and the balance right after it', async () => {
    const id = await opened(client, 'moves', '100');
    const answer = await withdraw(id, '2.5');

    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      transactionId: expect.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
      accountId: id,
      amount: '2.50',
      balance: '97.50',
      position: answer.position,
      recordedAt: expect.stringMatching(/Z$/),
    });
    expect(answer.headers.get('etag')).toBe(`"${answer.position}"`);
    expect((await deposit(id, '0.25')).json).toMatchObject({ amount: '0.25', balance: '97.75' });
    expect(await balanceOf(client, id)).toBe('97.75');
  });

  it('take the last cent and not one more', async () => {
    const id = await opened(client, 'poor', '10');
    const refused = await withdraw(id, '10.01');

    expect(problemOf(refused)).toMatchObject({
      status: 422,
      code: 'insufficient-funds',
      accountId: id,
      balance: '10.00',
      amount: '10.01',
    });
    expect((await withdraw(id, '10')).json).toMatchObject({ balance: '0.00' });
    expect(problemOf(await withdraw(id, '0.01')).code).toBe('insufficient-funds');
    expect((await bank.log()).filter(({ data }) => data.accountId === id)).toHaveLength(3);
  });

  it('know how many digits a currency has', async () => {
    const yen = await opened(client, 'yen', '12', { currency: 'JPY' });
    const dinar = await opened(client, 'dinar', '12.5', { currency: 'KWD' });

    expect(await balanceOf(client, yen)).toBe('12');
    expect(await balanceOf(client, dinar)).toBe('12.500');
    for (const answer of [
      await deposit(yen, '1.5'),
      await deposit(dinar, '1.2345'),
      await deposit('moves', '1.234'),
    ]) {
      expect(faultPaths(answer)).toEqual(['amount']);
    }
  });

  it('hold twelve digits exactly, many times over', async () => {
    const id = await opened(client, 'rich', '999999999999.99');
    await succeeded(deposit(id, '999999999999.99'));

    expect((await deposit(id, '0.01')).json).toMatchObject({ balance: '1999999999999.99' });
  });

  it('find only accounts that are open', async () => {
    for (const answer of [await deposit('none', '1'), await withdraw('none', '1')]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'account-not-found', accountId: 'none' });
    }
  });
});

describe('transfers', () => {
  it('move money in one event that belongs to both accounts', async () => {
    await opened(client, 't1', '50');
    await opened(client, 't2', '5');
    const answer = await client.post('/transfers', {
      from: 't1',
      to: 't2',
      amount: '12.5',
      description: 'lunch',
    });
    const written = (await bank.log()).filter(({ position }) => position === answer.position);

    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      transactionId: expect.any(String),
      from: 't1',
      to: 't2',
      amount: '12.50',
      fromBalance: '37.50',
      position: answer.position,
      recordedAt: expect.any(String),
    });
    expect(answer.headers.get('etag')).toBe(`"${answer.position}"`);
    expect([await balanceOf(client, 't1'), await balanceOf(client, 't2')]).toEqual(['37.50', '17.50']);
    expect(written).toMatchObject([
      { type: 'MoneyTransferred', tags: expect.arrayContaining(['account:t1', 'account:t2']) },
    ]);
  });

  it('are refused for money that is not there, to oneself, and between currencies', async () => {
    await opened(client, 'r1', '10');
    await opened(client, 'r2', '10');
    await opened(client, 'r3', '10', { currency: 'JPY' });

    expect(problemOf(await transfer('r1', 'r2', '10.01'))).toMatchObject({
      status: 422,
      code: 'insufficient-funds',
      accountId: 'r1',
    });
    expect(problemOf(await transfer('r1', 'r1', '1'))).toMatchObject({ status: 422, code: 'same-account' });
    expect(problemOf(await transfer('r1', 'r3', '1'))).toMatchObject({
      status: 422,
      code: 'currency-mismatch',
      fromCurrency: 'EUR',
      toCurrency: 'JPY',
    });
    expect([await balanceOf(client, 'r1'), await balanceOf(client, 'r2')]).toEqual(['10.00', '10.00']);
  });

  it('name the account that is not found, on either side', async () => {
    for (const [from, to] of [
      ['missing', 'r1'],
      ['r1', 'missing'],
    ] as const) {
      expect(problemOf(await transfer(from, to, '1'))).toMatchObject({
        status: 404,
        code: 'account-not-found',
        accountId: 'missing',
      });
    }
  });
});

describe('If-Match', () => {
  const version = async (id: string): Promise<string> =>
    (await client.get(`/accounts/${id}`)).headers.get('etag') ?? '';

  it('lets a command through on the version that it names, and on no other', async () => {
    const id = await opened(client, 'm1', '20');
    const etag = await version(id);
    const done = await withdraw(id, '1', { 'if-match': etag });
    const stale = await withdraw(id, '1', { 'if-match': etag });
    const now = done.headers.get('etag') ?? '';

    expect(done.status).toBe(201);
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'precondition-failed', accountId: id });
    expect(stale.headers.get('etag')).toBe(now);
    expect((await deposit(id, '1', { 'if-match': `"0", ${now}` })).status).toBe(201);
    expect((await deposit(id, '1', { 'if-match': '*' })).status).toBe(201);
  });

  it('is about deposits too, which others would not mind', async () => {
    const id = await opened(client, 'm2', '20');
    const etag = await version(id);
    await succeeded(deposit(id, '1'));

    expect((await deposit(id, '1', { 'if-match': etag })).status).toBe(412);
    expect((await client.delete(`/accounts/${id}`, { 'if-match': etag })).status).toBe(412);
  });

  it('means the giving account in transfers', async () => {
    const [from, to] = [await opened(client, 'm3', '20'), await opened(client, 'm4', '20')];
    const [etag, other] = [await version(from), await version(to)];

    expect((await transfer(from, to, '1', { 'if-match': other })).status).toBe(412);
    expect((await transfer(from, to, '1', { 'if-match': etag })).status).toBe(201);
    expect((await transfer(from, to, '1', { 'if-match': etag })).status).toBe(412);
  });

  it('comes after existence and before the rules', async () => {
    const id = await opened(client, 'm5', '1');

    expect((await withdraw('none', '1', { 'if-match': '"0"' })).status).toBe(404);
    expect((await transfer(id, 'none', '1', { 'if-match': '"0"' })).status).toBe(404);
    expect((await withdraw(id, '99', { 'if-match': '"0"' })).status).toBe(412);
    expect((await transfer(id, id, '1', { 'if-match': '"0"' })).status).toBe(412);
    expect((await client.delete(`/accounts/${id}`, { 'if-match': '"0"' })).status).toBe(412);
    expect(problemOf(await withdraw(id, '1', { 'if-match': 'nonsense' })).status).toBe(400);
  });
});
