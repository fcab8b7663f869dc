import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, opened, startBank } from './bank.fixture';

let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  bank = await startBank();
  client = bank.client;
  await opened(client, 'acc', '10');
});
afterAll(() => bank.stop());

describe('what is not of its form is refused with every fault', () => {
  it.each<readonly [string, unknown, readonly string[]]>([
    ['no owner', {}, ['owner']],
    ['an owner that is no id', { owner: 'a b' }, ['owner']],
    ['an owner with a control character', { owner: 'a\u0000' }, ['owner']],
    ['an id of 65 characters', { owner: 'ann', accountId: 'a'.repeat(65) }, ['accountId']],
    ['an id of null', { owner: 'ann', accountId: null }, ['accountId']],
    ['a currency in lower case', { owner: 'ann', currency: 'eur' }, ['currency']],
    ['gold', { owner: 'ann', currency: 'XAU' }, ['currency']],
    ['unknown members', { owner: 'ann', balance: '5', constructor: 1 }, ['balance', 'constructor']],
    ['several at once', { owner: 1, accountId: '', currency: 2 }, ['accountId', 'currency', 'owner']],
    ['a list', [], ['']],
  ])('opening with %s', async (_, body, paths) => {
    const answer = await client.post('/accounts', body);

    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(faultPaths(answer)).toEqual(paths);
  });

  it.each([
    '0',
    '0.00',
    '-1',
    '+1',
    '1e3',
    '01',
    ' 1',
    '1 ',
    '1.',
    '.5',
    '1,5',
    '',
    'NaN',
    'Infinity',
    '0x10',
    '1000000000000',
    '1.12345',
    '١',
    `1${'0'.repeat(300)}`,
    1,
    1.5,
    null,
    true,
    ['1'],
    { value: '1' },
  ])('the amount %j', async (amount) => {
    for (const [path, body] of [
      ['/accounts/acc/deposits', { amount }],
      ['/accounts/acc/withdrawals', { amount }],
      ['/transfers', { from: 'acc', to: 'acc', amount }],
    ] as const) {
      const answer = await client.post(path, body);

      expect(answer.status).toBe(400);
      expect(faultPaths(answer)).toEqual(['amount']);
    }
  });

  it.each<readonly [string, unknown]>([
    ['empty', ''],
    ['201 code points', '😀'.repeat(201)],
    ['a line break', 'a\nb'],
    ['a lone surrogate', '\ud800'],
    ['null', null],
  ])('a description of %s', async (_, description) => {
    const answer = await client.post('/accounts/acc/deposits', { amount: '1', description });

    expect(faultPaths(answer)).toEqual(['description']);
  });

  it.each([
    ['/accounts/a%00b', 'accountId'],
    ['/accounts/-a', 'accountId'],
    [`/accounts/${'a'.repeat(65)}`, 'accountId'],
    ['/accounts/a%2Fb/statement', 'accountId'],
    ['/accounts/acc?verbose=1', 'verbose'],
    ['/accounts/acc?after=-1', 'after'],
    ['/accounts/acc?after=1&timeout=30001', 'timeout'],
    ['/accounts?limit=0', 'limit'],
    ['/accounts?limit=501', 'limit'],
    ['/accounts?order=up', 'order'],
    ['/accounts?owner=a%20b', 'owner'],
    ['/accounts?cursor=nonsense', 'cursor'],
    ['/accounts/acc/statement?from=2020-01-01', 'from'],
    ['/accounts/acc/statement?to=2020-13-01T00:00:00Z', 'to'],
    ['/accounts/acc/statement?limit=1&limit=2', 'limit'],
  ])('GET %s', async (path, fault) => {
    const answer = await client.get(path);

    expect(problemOf(answer).status).toBe(400);
    expect(faultPaths(answer)).toContain(fault);
  });

  it.each<readonly [string, string, number, string]>([
    ['broken JSON', '{"amount":', 400, 'malformed-json'],
    [
      'a body over 64 KiB',
      JSON.stringify({ amount: '1', description: 'x'.repeat(70_000) }),
      413,
      'payload-too-large',
    ],
    ['__proto__', '{"amount":"1","__proto__":{"x":1}}', 400, 'validation-failed'],
    ['thirty thousand brackets', '['.repeat(30_000), 400, 'malformed-json'],
  ])('%s', async (_, raw, status, code) => {
    expect(problemOf(await client.request('POST', '/accounts/acc/deposits', { raw }))).toMatchObject({
      status,
      code,
    });
  });

  it('other methods, other paths, other media types', async () => {
    const put = await client.put('/accounts/acc', {});
    const xml = await client.request('POST', '/transfers', {
      raw: '<transfer/>',
      headers: { 'content-type': 'application/xml' },
    });

    expect(problemOf(put)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(put.headers.get('allow')).toContain('DELETE');
    expect(problemOf(await client.get('/account'))).toMatchObject({ status: 404, code: 'route-not-found' });
    expect(problemOf(xml)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('keys and correlation ids', async () => {
    const post = (headers: Record<string, string>) =>
      client.post('/accounts/acc/deposits', { amount: '1' }, headers);

    expect(faultPaths(await post({ 'idempotency-key': '' }))).toEqual(['Idempotency-Key']);
    expect(faultPaths(await post({ 'idempotency-key': 'k'.repeat(256) }))).toEqual(['Idempotency-Key']);
    expect(faultPaths(await post({ 'x-correlation-id': 'c'.repeat(129) }))).toEqual(['X-Correlation-Id']);
  });

  it('writes nothing', async () => {
    expect(await bank.log()).toHaveLength(2);
  });
});

describe('what operators ask', () => {
  it('is ready when the store, its indexes and all subscriptions are', async () => {
    const answer = await client.get('/health/ready');

    expect(answer).toMatchObject({
      status: 200,
      json: { status: 'ready', checks: { store: 'passed', indexes: 'passed', subscriptions: 'passed' } },
    });
  });

  it('tells how far the projections are, beside the head', async () => {
    await client.get('/accounts?after=1&timeout=20000');
    const answer = await client.get('/projections?after=2');

    expect(answer.json).toMatchObject({
      projections: [
        { name: 'accounts', version: 1, status: 'running', head: 2 },
        { name: 'standing-orders', version: 1, status: 'running', head: 2 },
      ],
    });
    expect(answer.position).toBe(2);
  });

  it('publishes the whole contract', async () => {
    const { json } = await client.get('/openapi.json');

    expect(json).toMatchObject({
      info: { title: 'bank-command' },
      paths: {
        '/accounts': { get: {}, post: {} },
        '/accounts/{accountId}': { get: {}, delete: {} },
        '/accounts/{accountId}/deposits': { post: {} },
        '/accounts/{accountId}/withdrawals': { post: {} },
        '/accounts/{accountId}/statement': { get: {} },
        '/transfers': { post: {} },
        '/projections': { get: {} },
      },
    });
  });
});
