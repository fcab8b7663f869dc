import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestService } from '@event-sourcing/service-chassis/testing';
import { type Bank, essence, opened, reactionAt, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

let messages: MessagesStub;
let bank: Bank;

beforeAll(async () => {
  messages = await startMessagesStub();
  const environment = { LOG_LEVEL: 'debug' };
  bank = await startBank({ instances: 2, messagesUrl: messages.url, environment });
  await opened(bank.client, 'giver', '100');
  await opened(bank.client, 'taker', undefined, { owner: 'bob' });
}, 120_000);
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

const NOTICES = '/reactions/transfer-notices';

type Told = Readonly<Record<string, unknown>>;

const noticesAt = ({ client }: TestService): Promise<Told> => reactionAt(client, 'transfer-notices');
const everywhere = (state: Told) =>
  until(async () => {
    const told = await Promise.all(bank.services.map(noticesAt));
    return told.every((one) => Object.entries(state).every(([name, is]) => one[name] === is));
  });
const [first, second] = [() => bank.services[0], () => bank.services[1]];
const instance = (which: () => TestService | undefined): TestService => {
  const found = which();
  if (found === undefined) throw new Error('There are two instances.');
  return found;
};
/** How many of them have looked whether they may run the notices, and may not; Nest logs for all where it does for one. */
const heeding = (services: readonly TestService[]): number =>
  services
    .flatMap(({ logged }) => logged)
    .filter(({ msg }) => String(msg).startsWith('reaction:transfer-notices: is paused since')).length;

describe('a reaction that an operator pauses at one instance', () => {
  it('is done by none, also after restarts and a take-over, until it is resumed at any', async () => {
    const reason = 'The receiver is being repaired.';
    const asked = { 'idempotency-key': 'pause-1' };
    const paused = await instance(second).client.post(`${NOTICES}/pause`, { reason }, asked);
    expect({ status: paused.status, text: paused.text }).toEqual({ status: 202, text: '' });
    await everywhere({ status: 'paused' });

    await succeeded(bank.client.post('/transfers', { from: 'giver', to: 'taker', amount: '1' }));
    await bank.restart();
    await until(() => heeding(bank.services) === 2);
    await instance(first).stop();
    await succeeded(instance(second).client.get('/health/ready'));
    expect(await noticesAt(instance(second))).toMatchObject({
      status: 'paused',
      lag: 1,
      paused: { since: expect.any(String), reason },
    });
    const { json } = await instance(second).client.get('/health/ready');
    expect(json).toMatchObject({
      status: 'ready',
      checks: { subscriptions: 'passed' },
      troubles: [{ kind: 'reaction', name: 'transfer-notices', paused: { since: expect.any(String) } }],
    });
    expect(JSON.stringify(json)).not.toContain(reason);
    expect(messages.taken).toEqual([]);

    const client = await bank.restart();
    const resumed = await client.post(`${NOTICES}/resume`, undefined, { 'idempotency-key': 'resume-1' });
    expect(resumed.status).toBe(202);
    await until(() => messages.taken.length === 1);
    const again = await client.post(`${NOTICES}/pause`, { reason }, asked);
    expect(essence(again)).toEqual(essence(paused));
    await everywhere({ lag: 0, paused: undefined });
    expect((await client.get('/health/ready')).json).not.toHaveProperty('troubles');
  }, 120_000);

  it('says what cannot be: what is none, what is so already, no reason, another wish under one key', async () => {
    const { client } = instance(second);
    const why = { reason: 'x' };
    expect(problemOf(await client.post('/reactions/nothing/pause', why))).toMatchObject({
      ...{ status: 404, code: 'reaction-not-found', reaction: 'nothing' },
    });
    expect(problemOf(await client.post(`${NOTICES}/resume`))).toMatchObject({
      ...{ status: 409, code: 'not-paused', reaction: 'transfer-notices' },
    });
    expect((await client.post(`${NOTICES}/pause`)).status).toBe(400);
    const key = { 'idempotency-key': 'pause-2' };
    expect((await client.post(`${NOTICES}/pause`, why, key)).status).toBe(202);
    expect(problemOf(await client.post(`${NOTICES}/pause`, why))).toMatchObject({
      ...{ status: 409, code: 'already-paused', reaction: 'transfer-notices' },
    });
    expect(problemOf(await client.post(`${NOTICES}/pause`, { reason: 'y' }, key))).toMatchObject({
      ...{ status: 422, code: 'idempotency-key-reused' },
    });
    expect((await client.post(`${NOTICES}/resume`, { reason: 'done' })).status).toBe(202);
  });
});
