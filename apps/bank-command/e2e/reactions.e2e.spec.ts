import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestAnswer, TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, column, essence, member, opened, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

let messages: MessagesStub;
let bank: Bank;
let client: TestClient;
let other: TestClient;

beforeAll(async () => {
  messages = await startMessagesStub();
  bank = await startBank({ instances: 2, messagesUrl: messages.url });
  [client, other] = [bank.client, bank.clients[1] ?? bank.client];
  await opened(client, 'giver', '1000');
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

const PARKED = '/reactions/transfer-notices/parked';
const RESUME = '/reactions/transfer-notices/resume-at';

const takenBy = (owner: string): readonly unknown[] => messages.toldTo(owner);

const received = (amount: number): string => `You received ${amount}.00 EUR from account giver`;

/** Transfers 1, 2, 3 … to an account whose owner is refused, and waits until their notices are parked. */
const refused = async (owner: string, count: number): Promise<readonly number[]> => {
  messages.behave(({ path }) => (path === `/users/${owner}/messages` ? 400 : 201));
  await opened(client, `${owner}-1`, undefined, { owner });
  for (let amount = 1; amount <= count; amount += 1) {
    await succeeded(client.post('/transfers', { from: 'giver', to: `${owner}-1`, amount: String(amount) }));
  }
  await until(async () => (await positionsOf(owner)).length === count);
  messages.behave(() => 201);
  return positionsOf(owner);
};

const positionsOf = async (owner: string): Promise<readonly number[]> => {
  const parked = await succeeded(client.get(`${PARKED}?limit=500`));
  const keys = column(parked, 'parked', 'key');
  return column(parked, 'parked', 'position')
    .filter((_, index) => keys[index] === `${owner}-1`)
    .map(Number);
};

const problem = ({ status, json }: TestAnswer): unknown => ({ status, ...(json as object) });

describe('the reactions of the bank', () => {
  it('tell how they are doing, and only what operators asked for', async () => {
    const { json, headers } = await succeeded(client.get('/reactions'));
    expect(json).toMatchObject({
      reactions: expect.arrayContaining([
        {
          name: 'transfer-notices',
          status: expect.stringMatching(/^(running|waiting)$/),
          position: expect.any(Number),
          head: expect.any(Number),
          lag: expect.any(Number),
          waiting: 0,
          parked: 0,
        },
      ]),
    });
    expect(Number(headers.get('log-position'))).toBeGreaterThan(0);
  });

  it('are told of where readiness is asked for, which passes, when they have something left to do', async () => {
    const [first] = await refused('rita', 2);
    const { status, json } = await client.get('/health/ready');
    expect({ status, json }).toMatchObject({
      status: 200,
      json: {
        status: 'ready',
        checks: { subscriptions: 'passed' },
        troubles: [
          {
            ...{ kind: 'reaction', name: 'transfer-notices', waiting: 0, parked: 2 },
            oldest: { position: first, error: expect.stringContaining('messages-command answered 400') },
          },
        ],
      },
    });
    expect((await other.post(`${PARKED}/${first}/retry`)).status).toBe(202);
    await until(async () => !('troubles' in Object((await client.get('/health/ready')).json)));
  });

  it('show what they have parked page by page, and it is retried, at any instance, in order', async () => {
    const [first, second, third] = await refused('ann', 3);
    const page = await succeeded(client.get(`${PARKED}?limit=2`));
    expect(page.json).toMatchObject({
      parked: [
        {
          ...{ position: first, key: 'ann-1', attempts: 1 },
          error: expect.stringContaining('messages-command answered 400'),
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/),
        },
        { position: second, attempts: 0 },
      ],
      nextCursor: expect.any(String),
    });
    const next = await client.get(`${PARKED}?limit=2&cursor=${String(member(page, 'nextCursor'))}`);
    expect(column(next, 'parked', 'position')).toEqual([third]);
    expect(member(next, 'nextCursor')).toBeUndefined();

    const retried = await other.post(`${PARKED}/${first}/retry`);
    expect({ status: retried.status, text: retried.text }).toEqual({ status: 202, text: '' });
    await until(() => takenBy('ann').length === 3);
    expect(takenBy('ann')).toEqual([1, 2, 3].map(received));
    await until(async () => (await positionsOf('ann')).length === 0);
  });

  it('skip for a reason, once under a key; what waited goes on', async () => {
    const [first] = await refused('ben', 2);
    const headers = { 'idempotency-key': 'skip-ben' };
    const skip = (reason: string) => other.post(`${PARKED}/${first}/skip`, { reason }, headers);
    const answers = [await skip('has moved'), await skip('has moved')];
    await until(() => takenBy('ben').length === 1);
    answers.push(await skip('has moved'));
    expect(new Set(answers.map((answer) => JSON.stringify(essence(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(problem(await skip('another reason'))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect(takenBy('ben')).toEqual([received(2)]);
  });

  it('do again what follows a position when that is asked for, once under a key', async () => {
    await opened(client, 'cy-1', undefined, { owner: 'cy' });
    const sent = await succeeded(client.post('/transfers', { from: 'giver', to: 'cy-1', amount: '7' }));
    await until(() => takenBy('cy').length === 1);
    const position = Number(member(sent, 'position')) - 1;
    const resume = (reason: string) =>
      other.post(RESUME, { position, reason }, { 'idempotency-key': 'resume-cy' });
    const answers = [await resume('lost a day'), await resume('lost a day')];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    // The repeat wakes whoever runs it once more, which may be at it: the effect is sent again under its key then.
    await until(() => takenBy('cy').length >= 2);
    const calls = messages.taken.filter(({ path }) => path === '/users/cy/messages');
    expect(new Set(calls.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(problem(await resume('another reason'))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });

  it('skip what is being retried in the same moment, whichever moment that is', async () => {
    const owners = ['dee', 'eli', 'fox', 'gia', 'hob', 'ike'];
    const parked: (readonly [owner: string, positions: readonly number[]])[] = [];
    for (const owner of owners) parked.push([owner, await refused(owner, 2)]);
    messages.behave(() => 400);
    await Promise.all(
      parked.map(async ([, [first]], nth) => {
        const retried = await client.post(`${PARKED}/${first}/retry`);
        // So many answers later: before, while and after the retry is carried out.
        for (let answers = 0; answers < nth * 20; answers += 1) await client.get('/health/live');
        const skipped = await other.post(`${PARKED}/${first}/skip`, { reason: 'not wanted' });
        expect([retried.status, skipped.status]).toEqual([202, 202]);
      }),
    );
    for (const [owner, [, second]] of parked) {
      // Refused in its turn: the first is out of its way for good.
      await until(async () => (await positionsOf(owner)).join() === String(second));
    }
    messages.behave(() => 201);
    for (const [owner, [, second]] of parked) {
      await succeeded(client.post(`${PARKED}/${second}/retry`));
      await until(() => takenBy(owner).length > 0);
      expect(takenBy(owner)).toEqual([received(2)]);
    }
  });

  it.each([
    ['to resume beyond the head', RESUME, { position: 1_000_000, reason: 'x' }, 400, 'validation-failed'],
    ['to resume without a reason', RESUME, { position: 0 }, 400, 'validation-failed'],
    ['to resume nowhere', RESUME, { position: -1, reason: 'x' }, 400, 'validation-failed'],
    [
      'an unknown reaction to resume',
      '/reactions/none/resume-at',
      { position: 0, reason: 'x' },
      404,
      'reaction-not-found',
    ],
    ['an unknown reaction', '/reactions/none/parked', undefined, 404, 'reaction-not-found'],
    ['an unknown reaction to retry', '/reactions/none/parked/1/retry', {}, 404, 'reaction-not-found'],
    ['nothing parked there', `${PARKED}/1/retry`, {}, 404, 'parked-item-not-found'],
    ['nothing to skip there', `${PARKED}/1/skip`, { reason: 'x' }, 404, 'parked-item-not-found'],
    ['no reason', `${PARKED}/1/skip`, {}, 400, 'validation-failed'],
    ['no body', `${PARKED}/1/skip`, undefined, 400, 'validation-failed'],
    ['no position', `${PARKED}/one/retry`, {}, 400, 'validation-failed'],
    ['an unknown member', `${PARKED}/1/retry`, { why: 'x' }, 400, 'validation-failed'],
  ])('refuse %s', async (_, path, body, status, code) => {
    const answer = path.endsWith('/parked') ? await client.get(path) : await client.post(path, body);
    expect(problem(answer)).toMatchObject({ status, code });
  });
});
