import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, member, opened, startBank } from './bank.fixture';

let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
  await opened(client, 'first');
});
afterAll(() => bank.stop());

describe('an account as it was', () => {
  it('is found at a position and at a time of its life only', async () => {
    const { position: before = 0 } = await client.get('/accounts/first');
    const id = await opened(client, 'past', '10');
    const deposited = await client.post(`/accounts/${id}/deposits`, { amount: '5' });
    const at = String(member(deposited, 'recordedAt'));
    const position = deposited.position ?? 0;
    const old = await client.get(`/accounts/${id}?position=${position - 1}`);

    expect(old.json).toMatchObject({ balance: '10.00' });
    expect(old.position).toBe(position - 1);
    expect(old.headers.get('etag')).toBe(`"${position - 1}"`);
    expect((await client.get(`/accounts/${id}?at=${encodeURIComponent(at)}`)).json).toMatchObject({
      balance: '15.00',
    });
    expect(problemOf(await client.get(`/accounts/${id}?position=${before}`))).toMatchObject({ status: 404 });
    expect(problemOf(await client.get(`/accounts/${id}?at=2001-01-01T00:00:00Z`))).toMatchObject({
      status: 404,
      code: 'account-not-found',
    });
  });

  it.each([
    ['a time to come', 'at=2999-01-01T00:00:00Z', 'at'],
    ['a position beyond the head', 'position=999999', 'position'],
    ['both at once', 'at=2020-01-01T00:00:00Z&position=1', 'position'],
    ['something that is no time', 'at=yesterday', 'at'],
    ['something that is no position', 'position=-1', 'position'],
  ])('cannot be %s', async (_, query, path) => {
    expect(problemOf(await client.get(`/accounts/first?${query}`))).toMatchObject({
      status: 400,
      code: 'validation-failed',
      errors: [{ path }],
    });
  });
});
