import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accountId, DEFAULT_CURRENCY, moneyTransferred, transactionId } from '@event-sourcing/bank-domain';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, column, member, opened, reactionAt, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

let messages: MessagesStub;
let bank: Bank;
let client: TestClient;
let other: TestClient;

/** Nothing can be delivered to one user, everything to all others. */
const refuseStan = (): void => messages.behave(({ path }) => (path === '/users/stan/messages' ? 503 : 201));

beforeAll(async () => {
  messages = await startMessagesStub();
  refuseStan();
  bank = await startBank({ instances: 2, messagesUrl: messages.url });
  [client, other] = [bank.client, bank.clients[1] ?? bank.client];
  await opened(client, 'giver', '100000');
  await opened(client, 'stuck', undefined, { owner: 'stan' });
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

const PARKED = '/reactions/transfer-notices/parked';
const WAITING = `${PARKED}?waiting=true`;

/** More than are taken up behind one that is not delivered, to so many accounts at once. */
const [OTHERS, ACCOUNTS] = [1_100, 8];

/** @returns the position of the transfer */
const give = async (amount: string): Promise<number> => {
  const made = await succeeded(client.post('/transfers', { from: 'giver', to: 'stuck', amount }));
  return Number(member(made, 'position'));
};

/** @returns the position of the last transfer */
const giveOthers = async (): Promise<number> => {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => `other-${index}`);
  for (const account of accounts) await opened(client, account, undefined, { owner: 'olga' });
  const { position: before = 0 } = await client.get('/accounts/giver');
  const transfers = Array.from({ length: OTHERS }, (_, index) =>
    moneyTransferred({
      transactionId: transactionId.parse(randomUUID()),
      from: accountId.parse('giver'),
      to: accountId.parse(accounts[index % ACCOUNTS]),
      ...{ amount: '1.00', currency: DEFAULT_CURRENCY },
    }),
  );
  await bank.write(transfers);
  return before + OTHERS;
};

const notices = (of = client) => reactionAt(of, 'transfer-notices');

const waits = (count: number): Promise<void> => until(async () => (await notices()).waiting === count);

const positions = (answer: TestAnswer): readonly unknown[] => column(answer, 'parked', 'position');

describe('notices that are not delivered', () => {
  it('hold back the Log-Position of what is told about them, until they are', async () => {
    const given = await give('1');
    expect((await client.get('/accounts/stuck')).position).toBeGreaterThanOrEqual(given);
    for (const path of ['/reactions?', `${PARKED}?`, `${WAITING}&`]) {
      expect((await succeeded(client.get(path.slice(0, -1)))).position).toBeLessThan(given);
      const late = await client.get(`${path}after=${given}&timeout=0`);
      expect(problemOf(late)).toMatchObject({ status: 504, code: 'not-yet-projected', after: given });
    }
    messages.behave(() => 201);
    for (const path of ['/reactions?', `${PARKED}?`, `${WAITING}&`]) {
      const reached = await succeeded(other.get(`${path}after=${given}&timeout=20000`));
      expect(reached.position).toBeGreaterThanOrEqual(given);
    }
  });

  it('are counted, listed and told of where readiness is asked for; each can be skipped or retried', async () => {
    refuseStan();
    const stuck: number[] = [];
    for (const amount of ['2', '3', '4', '5']) stuck.push(await give(amount));
    const [first, second, third, fourth] = stuck;
    const head = await giveOthers();
    // All others are delivered.
    expect((await succeeded(other.get(`/reactions?after=${head}&timeout=30000`))).position).toBe(head);

    const since: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/);
    const error: unknown = expect.stringContaining('messages-command answered 503');
    const state = { waiting: 4, parked: 0, oldest: { position: first, since, error } };
    for (const of of bank.clients) expect(await notices(of)).toMatchObject({ lag: 0, ...state });
    const { status, json } = await client.get('/health/ready');
    expect({ status, json }).toMatchObject({
      status: 200,
      json: { troubles: [{ kind: 'reaction', name: 'transfer-notices', ...state }] },
    });

    expect(positions(await succeeded(client.get(PARKED)))).toEqual([]);
    const page = await succeeded(client.get(`${WAITING}&limit=3`));
    expect([positions(page), page.position]).toEqual([[first, second, third], head]);
    expect(column(page, 'parked', 'key')).toEqual(['stuck', 'stuck', 'stuck']);
    const next = `${PARKED}?limit=3&cursor=${String(member(page, 'nextCursor'))}`;
    expect(positions(await succeeded(other.get(next)))).toEqual([fourth]);
    expect((await client.get(`${next}&waiting=false`)).status).toBe(400);

    const decide = async (position: number | undefined, action: string, body?: object) =>
      (await other.post(`${PARKED}/${position}/${action}`, body)).status;
    // The first is tried all the while, the others never were.
    expect([
      await decide(first, 'skip', { reason: 'too late' }),
      await decide(third, 'skip', { reason: 'told by hand' }),
      await decide(fourth, 'retry'),
    ]).toEqual([202, 202, 202]);
    await waits(2);
    messages.behave(() => 201);
    await waits(0);

    expect(await notices()).not.toHaveProperty('oldest');
    expect(messages.toldTo('stan')).toEqual(
      ['1', '3', '5'].map((amount) => `You received ${amount}.00 EUR from account giver`),
    );
    expect(messages.toldTo('olga')).toHaveLength(OTHERS);
  }, 120_000);
});
