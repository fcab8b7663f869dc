import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, balanceOf, essence, opened, startBank, succeeded } from './bank.fixture';

let bank: Bank;
let one: TestClient;
let other: TestClient;

beforeAll(async () => {
  bank = await startBank({ instances: 2 });
  const [first, second] = bank.clients;
  if (first === undefined || second === undefined) throw new Error('Two instances are needed.');
  [one, other] = [first, second];
});
afterAll(() => bank.stop());

const key = (name: string) => ({ 'idempotency-key': name });

describe('a repeated key', () => {
  it('gives every command its first answer again, at any instance, after the state has moved on', async () => {
    const commands: readonly ((at: TestClient) => Promise<TestAnswer>)[] = [
      (at) => at.post('/accounts', { owner: 'ann' }, key('k')),
      (at) => at.post('/accounts', { accountId: 'a', owner: 'ann' }, key('named')),
      (at) => at.post('/accounts', { accountId: 'b', owner: 'bob' }, key('named-b')),
      (at) => at.post('/accounts/a/deposits', { amount: '100', description: 'x' }, key('k')),
      (at) => at.post('/accounts/a/withdrawals', { amount: '30' }, key('k')),
      (at) => at.post('/transfers', { from: 'a', to: 'b', amount: '70' }, key('k')),
      (at) => at.delete('/accounts/a', key('k')),
    ];
    const first: TestAnswer[] = [];
    for (const command of commands) first.push(await succeeded(command(one)));
    await opened(one, 'a', '5', { owner: 'someone-else' });
    const written = (await bank.log()).length;

    for (const [index, command] of commands.entries()) {
      for (const at of [other, one]) {
        expect(essence(await command(at))).toEqual(first[index] && essence(first[index]));
      }
    }
    expect(await bank.log()).toHaveLength(written);
  });

  it('writes once when the repeats arrive at the same time at two instances', async () => {
    const id = await opened(one, 'same-time', '100');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? one : other).post(`/accounts/${id}/withdrawals`, { amount: '60' }, key('burst')),
      ),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(essence(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await balanceOf(other, id)).toBe('40.00');
  });

  it('makes one account of repeats without an id at the same time', async () => {
    const answers = await Promise.all(
      [one, other, one, other].map((at) => at.post('/accounts', { owner: 'eve' }, key('new'))),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(essence(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  it('pays once, however the target is spelled, at any instance', async () => {
    const id = await opened(one, 'target');
    const { port } = new URL(one.url);
    const statuses: (number | undefined)[] = [];
    for (const path of [
      '/accounts/target/deposits',
      '/accounts/t%61rget/deposits',
      'http://localhost/accounts/target/deposits',
      'http://user@localhost/accounts/target/deposits',
      '/accounts/target/deposits#',
    ]) {
      const headers = { 'content-type': 'application/json', ...key('target') };
      const sent = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', headers });
      sent.end('{"amount":"7"}');
      const answered = Promise.withResolvers<number | undefined>();
      sent.once('response', (response) => answered.resolve(response.resume().statusCode));
      sent.once('error', answered.reject);
      statuses.push(await answered.promise);
    }

    expect(statuses).toEqual([201, 201, 201, 400, 400]);
    expect(await balanceOf(other, id)).toBe('7.00');
  });

  it('knows 12.5 and 12.50, and any order of members, as the same request', async () => {
    const id = await opened(one, 'spelling');
    const first = await one.post(
      `/accounts/${id}/deposits`,
      { amount: '12.5', description: 'd' },
      key('spell'),
    );
    const again = await other.post(
      `/accounts/${id}/deposits`,
      { description: 'd', amount: '12.50' },
      key('spell'),
    );

    expect(essence(again)).toEqual(essence(first));
    expect(await balanceOf(one, id)).toBe('12.50');
  });

  it('refuses another request, also one that a rule would refuse', async () => {
    const id = await opened(one, 'reuse', '10');
    await succeeded(one.post(`/accounts/${id}/withdrawals`, { amount: '1' }, key('used')));

    for (const body of [{ amount: '2' }, { amount: '99' }, { amount: '1', description: 'other' }]) {
      const answer = await other.post(`/accounts/${id}/withdrawals`, body, key('used'));
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    }
    expect(await balanceOf(one, id)).toBe('9.00');
  });

  it('repeats what was done under If-Match, though the version has passed', async () => {
    const id = await opened(one, 'matched', '10');
    const etag = (await one.get(`/accounts/${id}`)).headers.get('etag') ?? '';
    const ask = (at: TestClient): Promise<TestAnswer> =>
      at.post(`/accounts/${id}/withdrawals`, { amount: '1' }, { ...key('match'), 'if-match': etag });
    const first = await succeeded(ask(one));
    await succeeded(one.post(`/accounts/${id}/deposits`, { amount: '5' }));

    expect(essence(await ask(other))).toEqual(essence(first));
    expect(await balanceOf(one, id)).toBe('14.00');
  });

  it('is not bound by a refusal', async () => {
    const id = await opened(one, 'refused');
    const ask = (): Promise<TestAnswer> =>
      one.post(`/accounts/${id}/withdrawals`, { amount: '3' }, key('later'));
    const refused = await ask();
    await succeeded(one.post(`/accounts/${id}/deposits`, { amount: '3' }));

    expect(problemOf(refused).code).toBe('insufficient-funds');
    expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(201);
    expect(await balanceOf(other, id)).toBe('0.00');
  });

  it('belongs to its path', async () => {
    const [x, y] = [await opened(one, 'px'), await opened(one, 'py')];
    for (const id of [x, y]) {
      await succeeded(one.post(`/accounts/${id}/deposits`, { amount: '1' }, key('path')));
    }

    expect([await balanceOf(one, x), await balanceOf(one, y)]).toEqual(['1.00', '1.00']);
  });
});

describe('a commit', () => {
  it('carries the correlation id of its request', async () => {
    await succeeded(
      one.post(
        '/accounts',
        { accountId: 'traced', owner: 'ann' },
        { 'x-correlation-id': 'where it came from' },
      ),
    );

    expect((await bank.log()).at(-1)?.metadata).toMatchObject({ correlationId: 'where it came from' });
  });
});
