import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '@event-sourcing/service-chassis/testing';
import { type Bank, member, opened, startBank, succeeded, until } from './bank.fixture';
import { type Call, type MessagesStub, startMessagesStub, textOf } from './messages-stub.fixture';

let messages: MessagesStub;
let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  messages = await startMessagesStub();
  bank = await startBank({ instances: 2, messagesUrl: `${messages.url}/` });
  client = bank.client;
  await opened(client, 'giver', '1000', { owner: 'gil' });
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

const takenBy = (owner: string): readonly Call[] =>
  messages.taken.filter(({ path }) => path === `/users/${owner}/messages`);

const give = (to: string, amount: string, headers = {}): Promise<unknown> =>
  succeeded(client.post('/transfers', { from: 'giver', to, amount }, headers));

/** The receiver's text. */
const received = (amount: string): string => `You received ${amount} EUR from account giver`;

describe('a notice of a transfer', () => {
  it('goes to the owner of the receiving account, with a key, an id and where it came from', async () => {
    await opened(client, 'ada-1', undefined, { owner: 'ada' });
    await give('ada-1', '12.5', { 'x-correlation-id': 'trace-7' });
    await until(() => takenBy('ada').length > 0);
    const [call] = takenBy('ada');

    expect(call).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': expect.stringMatching(/^[\x21-\x7e]{1,255}$/),
        'x-correlation-id': 'trace-7',
      },
      body: {
        messageId: expect.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
        text: received('12.50'),
        from: 'bank',
      },
    });
  });

  it('has an id and a key that nobody can foresee: of the same story, each bank makes its own', async () => {
    const told: Call[] = [];
    for (let time = 0; time < 2; time += 1) {
      const story = await startBank({ messagesUrl: messages.url });
      const before = takenBy('fay').length;
      await opened(story.client, 'payer', '10', { owner: 'pia' });
      await opened(story.client, 'fay-1', undefined, { owner: 'fay' });
      const transfer = { from: 'payer', to: 'fay-1', amount: '1' };
      await succeeded(
        story.client.post('/transfers', transfer, { 'idempotency-key': 'chosen-by-the-payer' }),
      );
      await until(() => takenBy('fay').length > before);
      told.push(...takenBy('fay').slice(before));
      await story.stop();
    }

    expect(told.map(textOf)).toEqual(
      Array.from({ length: 2 }, () => 'You received 1.00 EUR from account payer'),
    );
    expect(new Set(told.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
    expect(new Set(told.map(({ body }) => JSON.stringify(body))).size).toBe(2);
  });

  it('is sent again, the same, until it is taken; those behind it wait for it', async () => {
    await opened(client, 'ben-1', undefined, { owner: 'ben' });
    const before = messages.calls.length;
    const troubles: (number | 'kill')[] = [503, 'kill', 429, 500, 302, 201];
    messages.behave(() => troubles.shift() ?? 201);
    await give('ben-1', '1');
    await give('ben-1', '2');
    await give('ben-1', '3');
    await until(() => takenBy('ben').length === 3);
    const tries = messages.calls.slice(before);
    const keys = tries.map(({ headers }) => headers['idempotency-key']);

    expect(tries.map(textOf)).toEqual([
      ...Array.from({ length: 6 }, () => received('1.00')),
      received('2.00'),
      received('3.00'),
    ]);
    expect(new Set(keys.slice(0, 6)).size).toBe(1);
    expect(new Set(keys).size).toBe(3);
    expect(new Set(tries.map(({ body }) => JSON.stringify(body))).size).toBe(3);
  });

  it('goes to whoever owned the account at the transfer, though it has another owner by now', async () => {
    const before = messages.calls.length;
    let isHeld = true;
    messages.behave(() => (isHeld ? 503 : 201));
    await opened(client, 'cat-1', undefined, { owner: 'cat' });
    await give('cat-1', '4');
    await until(() => messages.calls.length > before);
    await succeeded(client.post('/transfers', { from: 'cat-1', to: 'giver', amount: '4' }));
    await succeeded(client.delete('/accounts/cat-1'));
    await opened(client, 'cat-1', undefined, { owner: 'dan' });
    isHeld = false;
    await until(() => takenBy('cat').length > 0);

    expect(takenBy('cat').map(textOf)).toEqual([received('4.00')]);
    expect(takenBy('dan')).toEqual([]);
  });

  it('that is refused for good is set aside, and stops nobody but its own account', async () => {
    await opened(client, 'eve-1', undefined, { owner: 'eve' });
    await opened(client, 'fay-1', undefined, { owner: 'fay' });
    messages.behave(({ path }) => (path === '/users/eve/messages' ? 400 : 201));
    await give('eve-1', '5');
    await give('fay-1', '6');
    await until(() => takenBy('fay').length > 0);
    const reaction = await bank.noticesParked(1);

    expect(reaction).toMatchObject([
      { key: 'eve-1', error: expect.stringContaining('messages-command answered 400') },
    ]);
  });

  it('holds up no transfer while messages-command says nothing', async () => {
    messages.behave(() => 'hang');
    await opened(client, 'gus-1', undefined, { owner: 'gus' });
    for (let count = 0; count < 5; count += 1) await give('gus-1', '1');

    expect(member(await client.get('/accounts/gus-1'), 'balance')).toBe('5.00');
    expect((await client.get('/health/ready')).status).toBe(200);
    messages.behave(() => 201);
    await until(() => takenBy('gus').length === 5);
  });

  it('comes once for each transfer, in order, however many there are', async () => {
    messages.behave((_, nth) => (nth % 5 === 0 ? 503 : 201));
    const owners = ['hal', 'ida', 'jon'];
    for (const owner of owners) await opened(client, `${owner}-1`, undefined, { owner });
    const amounts = Array.from({ length: 10 }, (_, index) => `${index + 1}.00`);
    for (const amount of amounts) {
      await Promise.all(owners.map((owner) => give(`${owner}-1`, amount)));
    }
    await until(() => owners.every((owner) => takenBy(owner).length >= amounts.length));

    for (const owner of owners) expect(takenBy(owner).map(textOf)).toEqual(amounts.map(received));
  });
});
