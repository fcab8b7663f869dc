import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, balanceOf, member, opened, startBank, succeeded } from './bank.fixture';

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

/** Told to come back, one comes back. */
const settled = async (ask: () => Promise<TestAnswer>): Promise<TestAnswer> => {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    expect(problemOf(answer).code).toBe('try-again-later');
  }
};

const times = <Result>(count: number, ask: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));

const at = (index: number): TestClient => (index % 2 ? one : other);

describe('at two instances', () => {
  it('64 withdrawals of 10 at once from 320 are 32 successes and 32 refusals', async () => {
    const id = await opened(one, 'rush', '320');
    const answers = await times(64, (index) =>
      settled(() => at(index).post(`/accounts/${id}/withdrawals`, { amount: '10' })),
    );
    const balances = answers
      .filter(({ status }) => status === 201)
      .map((answer) => Number(member(answer, 'balance')))
      .sort((a, b) => a - b);

    expect(balances).toEqual(Array.from({ length: 32 }, (_, index) => index * 10));
    expect(answers.filter(({ status }) => status !== 201).map((answer) => problemOf(answer).code)).toEqual(
      Array.from({ length: 32 }, () => 'insufficient-funds'),
    );
    expect(await balanceOf(other, id)).toBe('0.00');
  });

  it('deposits never make a withdrawal fail', async () => {
    const id = await opened(one, 'busy', '20');
    const answers = await times(40, (index) =>
      settled(() =>
        at(index >> 1).post(`/accounts/${id}/${index % 2 ? 'deposits' : 'withdrawals'}`, { amount: '1' }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201));
    expect(await balanceOf(other, id)).toBe('20.00');
  });

  it('transfers to and fro at once lose and make no money', async () => {
    const ids = [await opened(one, 'x', '30'), await opened(one, 'y', '30'), await opened(one, 'z', '30')];
    const answers = await times(36, (index) =>
      settled(() =>
        at(index).post('/transfers', {
          from: ids[index % 3],
          to: ids[(index + 1 + (index % 2)) % 3],
          amount: '7',
        }),
      ),
    );
    const balances = await Promise.all(ids.map(async (id) => Number(await balanceOf(other, id))));

    expect(answers.filter(({ status }) => ![201, 422].includes(status))).toEqual([]);
    expect(balances.reduce((sum, balance) => sum + balance)).toBe(90);
    expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
  });

  it('one of many deposits on the same version goes through', async () => {
    const id = await opened(one, 'versioned', '1');
    const etag = (await one.get(`/accounts/${id}`)).headers.get('etag') ?? '';
    const answers = await times(10, (index) =>
      settled(() => at(index).post(`/accounts/${id}/deposits`, { amount: '1' }, { 'if-match': etag })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 412),
    ]);
    expect(await balanceOf(other, id)).toBe('2.00');
  });

  it('an account is opened once', async () => {
    const answers = await times(8, (index) =>
      settled(() => at(index).post('/accounts', { accountId: 'wanted', owner: `u${index}` })),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  it('a command answered by one is in the next answer of the other, every time', async () => {
    const id = await opened(one, 'seen');
    for (let count = 1; count <= 100; count += 1) {
      const done = await succeeded(at(count).post(`/accounts/${id}/deposits`, { amount: '1' }));
      const read = await at(count + 1).get(`/accounts/${id}`);

      expect(member(read, 'balance')).toBe(`${count}.00`);
      expect(read.position).toBeGreaterThanOrEqual(done.position ?? Infinity);
    }
  });

  it('an account opened at one is listed at the other for whoever asks for its position', async () => {
    for (let count = 1; count <= 10; count += 1) {
      const answer = await succeeded(at(count).post('/accounts', { owner: `listed-${count}` }));
      const list = await at(count + 1).get(
        `/accounts?owner=listed-${count}&after=${answer.position}&timeout=20000`,
      );

      expect(list.json).toMatchObject({ accounts: [{ accountId: member(answer, 'accountId') }] });
    }
  });
});
