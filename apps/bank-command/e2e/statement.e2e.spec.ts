import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  faultPaths,
  problemOf,
  type TestAnswer,
  type TestClient,
} from '@event-sourcing/service-chassis/testing';
import { readXlsx } from 'hucre/xlsx';
import { type Bank, column, member, opened, startBank, succeeded } from './bank.fixture';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let bank: Bank;
let client: TestClient;
/** When the third line was recorded. */
let third: string;

const statement = (query = '', headers = {}): Promise<TestAnswer> =>
  client.get(`/accounts/book/statement${query}`, headers);

const after = (instant: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (Date.now() > Date.parse(instant)) resolve();
      else setTimeout(look, 1);
    };
    look();
  });

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
  await opened(client, 'friend', '100');
  await opened(client, 'book');
  const move = (path: string, body: object): Promise<TestAnswer> => succeeded(client.post(path, body));
  await move('/accounts/book/deposits', { amount: '50', description: 'start' });
  const second = await move('/accounts/book/withdrawals', { amount: '10', description: '=HYPERLINK("x")' });
  // Times are to the millisecond: the range begins exactly with the third line.
  await after(String(member(second, 'recordedAt')));
  third = String(
    member(await move('/transfers', { from: 'book', to: 'friend', amount: '5.5' }), 'recordedAt'),
  );
  // And nothing else is of its millisecond.
  await after(third);
  await move('/transfers', { from: 'friend', to: 'book', amount: '1', description: 'a, "b"' });
  await move('/accounts/book/deposits', { amount: '2', description: '-2+3' });
});
afterAll(() => bank.stop());

describe('a statement', () => {
  it('shows every movement with its sign, what it led to, and who was on the other side', async () => {
    const answer = await statement();

    expect(answer.json).toEqual({
      accountId: 'book',
      currency: 'EUR',
      openingBalance: '0.00',
      balance: '37.50',
      lines: [
        expect.objectContaining({
          type: 'deposit',
          amount: '50.00',
          balanceAfter: '50.00',
          description: 'start',
        }),
        expect.objectContaining({ type: 'withdrawal', amount: '-10.00', balanceAfter: '40.00' }),
        {
          type: 'transfer-out',
          amount: '-5.50',
          balanceAfter: '34.50',
          counterparty: 'friend',
          transactionId: expect.any(String),
          recordedAt: third,
          position: expect.any(Number),
        },
        expect.objectContaining({
          type: 'transfer-in',
          amount: '1.00',
          balanceAfter: '35.50',
          counterparty: 'friend',
        }),
        expect.objectContaining({ type: 'deposit', amount: '2.00', balanceAfter: '37.50' }),
      ],
    });
    expect(answer.headers.get('vary')).toContain('Accept');
  });

  it('comes in pages, both ways, that together are the whole', async () => {
    const whole = column(await statement(), 'lines', 'position');
    for (const { limit, count } of [
      { limit: 1, count: 5 },
      { limit: 2, count: 3 },
    ]) {
      for (const order of ['asc', 'desc']) {
        const pages = [await statement(`?limit=${limit}&order=${order}`)];
        for (let page = pages[0]; page && member(page, 'nextCursor') !== undefined; page = pages.at(-1)) {
          pages.push(await statement(`?limit=${limit}&cursor=${String(member(page, 'nextCursor'))}`));
        }

        expect(pages).toHaveLength(count);
        expect(pages.flatMap((page) => column(page, 'lines', 'position'))).toEqual(
          order === 'asc' ? whole : whole.toReversed(),
        );
      }
    }
  });

  it('of a stretch of time begins with what was there before, on every page', async () => {
    const from = encodeURIComponent(third);
    const first = await statement(`?from=${from}&limit=1`);
    const second = await statement(`?cursor=${String(member(first, 'nextCursor'))}`);
    const before = await statement(`?to=${from}`);

    expect(first.json).toMatchObject({ openingBalance: '40.00', balance: '37.50' });
    expect(column(first, 'lines', 'amount')).toEqual(['-5.50']);
    expect(second.json).toMatchObject({ openingBalance: '40.00', balance: '37.50' });
    expect(column(second, 'lines', 'amount')).toEqual(['1.00', '2.00']);
    expect(before.json).toMatchObject({ openingBalance: '0.00', balance: '37.50' });
    expect(column(before, 'lines', 'amount')).toEqual(['50.00', '-10.00']);
  });

  it('of a stretch that begins or ends inside of a millisecond takes its beginning and its end for the next one', async () => {
    const inside = encodeURIComponent(third.replace('Z', '0001Z'));
    const amounts = async (query: string) => column(await statement(query), 'lines', 'amount');
    expect(await amounts(`?from=${inside}`)).not.toContain('-5.50');
    expect(await amounts(`?to=${inside}`)).toContain('-5.50');
  });

  it('of a stretch without movements has no lines, and what was there before', async () => {
    const [inside, later] = ['0001Z', '0002Z'].map((end) => encodeURIComponent(third.replace('Z', end)));
    for (const [query, openingBalance] of [
      ['from=2999-01-01T00:00:00Z', '37.50'],
      ['to=2001-01-01T00:00:00Z', '0.00'],
      [`from=${third}&to=${third}`, '40.00'],
      // Both are the next millisecond.
      [`from=${inside}&to=${later}&order=desc`, '34.50'],
    ]) {
      const { json } = await statement(`?limit=1&${query}`);
      expect(json).toEqual({
        ...{ accountId: 'book', currency: 'EUR', balance: '37.50' },
        ...{ openingBalance, lines: [] },
      });
    }
    expect(faultPaths(await statement('?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z'))).toEqual(['to']);
  });

  it('keeps to the filters of its cursor, and to its account', async () => {
    const cursor = String(member(await statement('?limit=1&order=desc'), 'nextCursor'));

    expect(problemOf(await statement(`?order=asc&cursor=${cursor}`)).status).toBe(400);
    expect(problemOf(await client.get(`/accounts/friend/statement?cursor=${cursor}`)).status).toBe(400);
  });

  it('of nobody is not found', async () => {
    expect(problemOf(await client.get('/accounts/nobody/statement'))).toMatchObject({
      status: 404,
      code: 'account-not-found',
      accountId: 'nobody',
    });
  });
});

describe('a statement as a workbook', () => {
  const workbook = async (path: string) => {
    const response = await fetch(`${client.url}${path}`, { headers: { accept: WORKBOOK } });
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    return { headers: response.headers, rows: sheets[0]?.rows ?? [] };
  };

  it('has the same lines, with amounts as numbers and times as times, and links to its next page', async () => {
    const { headers, rows } = await workbook('/accounts/book/statement?limit=3');

    expect(rows.map((row) => row.slice(1, 7))).toEqual([
      ['type', 'amount', 'balanceAfter', 'counterparty', 'description', 'recordedAt (UTC)'],
      ['deposit', 50, 50, null, 'start', expect.any(Date)],
      ['withdrawal', -10, 40, null, '=HYPERLINK("x")', expect.any(Date)],
      ['transfer-out', -5.5, 34.5, 'friend', null, new Date(third)],
    ]);
    expect(headers.get('link')).toMatch(/^<\/accounts\/book\/statement\?limit=3&cursor=.*>; rel="next"$/);
    expect(Number(headers.get('log-position'))).toBeGreaterThan(0);
  });

  it('holds amounts and texts that are hard to write, each as it is', async () => {
    await succeeded(client.post('/accounts', { accountId: 'hard', owner: 'ann', currency: 'CLF' }));
    const texts = ['constructor', '__proto__', '_x0041_', '_xABCDE', '<&>"', ' lead ', '😀', '007', 'TRUE'];
    for (const description of texts)
      await succeeded(client.post('/accounts/hard/deposits', { amount: '99999999999.9999', description }));

    const { rows } = await workbook('/accounts/hard/statement');

    expect(rows.slice(1).map((row) => row[5])).toEqual(texts);
    // The third balance has more digits than a spreadsheet's number.
    expect(rows.slice(1, 4).map((row) => row[3])).toEqual([
      99999999999.9999,
      '199999999999.9998',
      '299999999999.9997',
    ]);
  });

  it('can be read with a text that XML does not hold', async () => {
    await succeeded(client.post('/accounts', { accountId: 'odd', owner: 'ann' }));
    for (const description of ['a\ufffeb\uffffc', 'next'])
      await succeeded(client.post('/accounts/odd/deposits', { amount: '1', description }));
    const { rows } = await workbook('/accounts/odd/statement');
    expect(rows.slice(1).map((row) => row[5])).toEqual(['a\ufffeb\uffffc', 'next']);
  });
});

describe('a statement as CSV', () => {
  const csv = { accept: 'text/csv' };

  it('has the same lines under a header row, and cells that no spreadsheet runs', async () => {
    const { text, headers } = await statement('', csv);
    const rows = text.split('\r\n').map((row) => row.replace(/^[^,]*,/, ''));

    expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get('link')).toBeNull();
    expect(text).toMatch(/^transactionId,/);
    expect(rows[0]).toBe('type,amount,balanceAfter,counterparty,description,recordedAt,position');
    expect(rows[1]).toMatch(/^deposit,50\.00,50\.00,,start,/);
    expect(rows[2]).toMatch(/^withdrawal,-10\.00,40\.00,,"'=HYPERLINK\(""x""\)",/);
    expect(rows[3]).toContain(`transfer-out,-5.50,34.50,friend,,${third},`);
    expect(rows[4]).toMatch(/^transfer-in,1\.00,35\.50,friend,"a, ""b""",/);
    expect(rows[5]).toMatch(/^deposit,2\.00,37\.50,,'-2\+3,/);
    expect(rows.slice(6)).toEqual(['']);
  });

  it('links to its next page', async () => {
    const first = await statement('?limit=4&order=desc', csv);
    const [, next] = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const last = await client.get(next ?? '', csv);

    expect(last.text.trim().split('\r\n').slice(1)).toHaveLength(1);
    expect(last.text).toContain(',start,');
    expect(last.headers.get('link')).toBeNull();
  });

  it('holds no formula behind any separator that a spreadsheet takes; a tab is not in a description', async () => {
    await opened(client, 'cells');
    const deposit = (description: string): Promise<TestAnswer> =>
      client.post('/accounts/cells/deposits', { amount: '1', description });
    for (const description of ['a;=1+1', 'a|@SUM(1)', 'a\u2003- 1']) await succeeded(deposit(description));
    expect(faultPaths(await deposit('a\t=1+1'))).toEqual(['description']);

    const { text } = await client.get('/accounts/cells/statement', csv);
    const rows = text.trim().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[5])).toEqual(["a;'=1+1", "a|'@SUM(1)", "a\u2003'- 1"]);
  });

  it('of a stretch without movements is a header row', async () => {
    const { text, headers } = await statement('?to=2001-01-01T00:00:00Z', csv);
    expect(text).toMatch(/^transactionId,[a-zA-Z,]+\r\n$/);
    expect(headers.get('link')).toBeNull();
  });

  it.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['text/csv, application/json;q=0.9', 'text/csv'],
    ['text/*', 'text/csv'],
    ['image/png', 'application/json'],
    ['nonsense', 'application/json'],
    ['application/*', 'application/json'],
    [WORKBOOK, WORKBOOK],
    [`text/csv;q=0.5, ${WORKBOOK}`, WORKBOOK],
  ])('is given to Accept: %s as %s', async (accept, type) => {
    expect((await statement('', { accept })).headers.get('content-type')).toContain(type);
  });
});
