import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, balanceOf, member, opened, startBank, succeeded } from './bank.fixture';

let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
});
afterAll(() => bank.stop());

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('opening an account', () => {
  it('answers with the account, its place and its version', async () => {
    const answer = await client.post('/accounts', { accountId: 'first', owner: 'ann', currency: 'JPY' });

    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      accountId: 'first',
      owner: 'ann',
      currency: 'JPY',
      balance: '0',
      openedAt: TIME,
    });
    expect(answer.headers.get('location')).toBe('/accounts/first');
    expect(answer.headers.get('etag')).toBe(`"${answer.position}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('makes an id and takes euros when none are given', async () => {
    const answer = await succeeded(client.post('/accounts', { owner: 'ann' }));
    const id = String(member(answer, 'accountId'));

    expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
    expect(answer.json).toMatchObject({ currency: 'EUR', balance: '0.00' });
    expect((await client.get(`/accounts/${id}`)).status).toBe(200);
  });

  it('is refused while the id is in use', async () => {
    await opened(client, 'taken');

    expect(problemOf(await client.post('/accounts', { accountId: 'taken', owner: 'bob' }))).toMatchObject({
      status: 409,
      code: 'account-already-exists',
      accountId: 'taken',
    });
  });
});

describe('reading an account', () => {
  it('gives balance and version, and 304 to whoever has that version', async () => {
    const id = await opened(client, 'read', '12.5');
    const answer = await client.get(`/accounts/${id}`);
    const etag = answer.headers.get('etag') ?? '';
    const unchanged = await client.get(`/accounts/${id}`, { 'if-none-match': etag });
    const changed = await client.get(`/accounts/${id}`, { 'if-none-match': '"1"' });

    expect(answer.json).toEqual({
      accountId: 'read',
      owner: 'ann',
      currency: 'EUR',
      balance: '12.50',
      openedAt: TIME,
    });
    expect(unchanged).toMatchObject({ status: 304, text: '' });
    expect(unchanged.headers.get('etag')).toBe(etag);
    expect(changed.status).toBe(200);
  });

  it('keeps the version while others change, and moves on with the log', async () => {
    const id = await opened(client, 'still');
    const before = await client.get(`/accounts/${id}`);
    await opened(client, 'other');
    const after = await client.get(`/accounts/${id}`);

    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    expect(after.position).toBe((before.position ?? 0) + 1);
  });

  it('finds none that was never opened', async () => {
    expect(problemOf(await client.get('/accounts/nobody'))).toMatchObject({
      status: 404,
      code: 'account-not-found',
      accountId: 'nobody',
    });
  });

  it('waits for a position, and says so when it does not come', async () => {
    const { position = 0 } = await client.get('/accounts/first');
    const id = await opened(client, 'awaited');
    const late = client.get(`/accounts/${id}?after=${position + 3}`);
    await succeeded(client.post(`/accounts/${id}/deposits`, { amount: '1' }));
    await succeeded(client.post(`/accounts/${id}/deposits`, { amount: '1' }));

    expect((await late).status).toBe(200);
    expect(problemOf(await client.get(`/accounts/${id}?after=999999&timeout=30`))).toMatchObject({
      status: 504,
      code: 'not-yet-projected',
    });
  });
});

describe('closing an account', () => {
  it('takes it away, and its past stays', async () => {
    const id = await opened(client, 'closing');
    const closed = await client.delete(`/accounts/${id}`);

    expect(closed).toMatchObject({ status: 204, text: '' });
    expect((await client.get(`/accounts/${id}?position=${(closed.position ?? 0) - 1}`)).status).toBe(200);
    for (const asked of [
      client.get(`/accounts/${id}`),
      client.get(`/accounts/${id}/statement`),
      client.delete(`/accounts/${id}`),
      client.post(`/accounts/${id}/deposits`, { amount: '1' }),
      client.post(`/accounts/${id}/withdrawals`, { amount: '1' }),
      client.post('/transfers', { from: id, to: 'first', amount: '1' }),
      client.post('/transfers', { from: 'first', to: id, amount: '1' }),
    ]) {
      expect(problemOf(await asked)).toMatchObject({
        status: 404,
        code: 'account-not-found',
        accountId: id,
      });
    }
  });

  it('is refused while there is money on it', async () => {
    const id = await opened(client, 'full', '0.01');

    expect(problemOf(await client.delete(`/accounts/${id}`))).toMatchObject({
      status: 409,
      code: 'account-not-empty',
      accountId: 'full',
      balance: '0.01',
    });
    expect(await balanceOf(client, id)).toBe('0.01');
  });

  it('lets the id begin a new life, empty and in full working order', async () => {
    const id = await opened(client, 'reborn', '7');
    await succeeded(client.post(`/accounts/${id}/withdrawals`, { amount: '7' }));
    await succeeded(client.delete(`/accounts/${id}`));
    await opened(client, id, undefined, { owner: 'bob', currency: 'KWD' });
    const statement = await client.get(`/accounts/${id}/statement`);
    await succeeded(client.post(`/accounts/${id}/deposits`, { amount: '3.125' }));
    await succeeded(client.post(`/accounts/${id}/withdrawals`, { amount: '1' }));

    expect(statement.json).toMatchObject({
      currency: 'KWD',
      openingBalance: '0.000',
      balance: '0.000',
      lines: [],
    });
    expect((await client.get(`/accounts/${id}`)).json).toMatchObject({ owner: 'bob', balance: '2.125' });
  });
});
