import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, column, member, opened, startBank, succeeded } from './bank.fixture';

let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
});
afterAll(() => bank.stop());

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('the list of accounts', () => {
  const listed = async (query: string, position: number | undefined) =>
    succeeded(client.get(`/accounts?after=${position}&${query}`));

  it('is in the order of opening, both ways, page by page, one owner at a time', async () => {
    for (const id of ['l1', 'l2', 'l3', 'l4', 'l5']) await opened(client, id, undefined, { owner: 'lister' });
    const { position } = await client.get('/accounts/l5');
    const first = await listed('owner=lister&limit=2', position);
    const second = await client.get(`/accounts?cursor=${String(member(first, 'nextCursor'))}&limit=3`);
    const backwards = await listed('owner=lister&limit=3&order=desc', position);
    const exact = await listed('owner=lister&limit=5', position);

    expect(first.json).toMatchObject({
      accounts: [
        { accountId: 'l1', owner: 'lister', currency: 'EUR', openedAt: TIME },
        { accountId: 'l2', owner: 'lister', currency: 'EUR', openedAt: TIME },
      ],
    });
    expect(column(second, 'accounts', 'accountId')).toEqual(['l3', 'l4', 'l5']);
    expect(member(second, 'nextCursor')).toBeUndefined();
    expect(column(backwards, 'accounts', 'accountId')).toEqual(['l5', 'l4', 'l3']);
    expect(member(exact, 'nextCursor')).toBeUndefined();
    expect(Number(first.position)).toBeGreaterThanOrEqual(position ?? Infinity);
  });

  it('loses closed accounts, and shows those opened again at their new place', async () => {
    for (const id of ['c1', 'c2', 'c3']) await opened(client, id, undefined, { owner: 'closer' });
    await succeeded(client.delete('/accounts/c1'));
    const { position } = await succeeded(client.delete('/accounts/c3'));
    const without = await listed('owner=closer', position);
    const { position: again } = await succeeded(
      client.post('/accounts', { accountId: 'c1', owner: 'closer', currency: 'JPY' }),
    );
    const reopened = await listed('owner=closer', again);

    expect(column(without, 'accounts', 'accountId')).toEqual(['c2']);
    expect(column(reopened, 'accounts', 'accountId')).toEqual(['c2', 'c1']);
    expect(column(reopened, 'accounts', 'currency')).toEqual(['EUR', 'JPY']);
  });

  it('is empty for an owner without accounts, and refuses a cursor of other filters', async () => {
    const page = await listed('owner=lister&limit=1', 1);
    const cursor = String(member(page, 'nextCursor'));

    expect((await client.get('/accounts?owner=nobody')).json).toEqual({ accounts: [] });
    expect(problemOf(await client.get(`/accounts?owner=ann&cursor=${cursor}`)).status).toBe(400);
  });
});
