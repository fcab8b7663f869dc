import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accountId, DEFAULT_CURRENCY, moneyDeposited, transactionId } from '@event-sourcing/bank-domain';
import { type Bank, opened, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

const MOVEMENTS = 20_000;
const TRANSFERS = 50;
const WITHIN_MS = 5_000;

let messages: MessagesStub;
let bank: Bank;

beforeAll(async () => {
  messages = await startMessagesStub();
  bank = await startBank({ messagesUrl: messages.url });
  await opened(bank.client, 'giver', '2000');
  await opened(bank.client, 'long', undefined, { owner: 'lea' });
  const deposit = () =>
    moneyDeposited({
      ...{ transactionId: transactionId.parse(randomUUID()), accountId: accountId.parse('long') },
      ...{ amount: '1.00', currency: DEFAULT_CURRENCY },
    });
  await bank.write(Array.from({ length: MOVEMENTS }, deposit));
}, 120_000);
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

it('notices to an account of twenty thousand movements are there within five seconds, in order', async () => {
  const amounts = Array.from({ length: TRANSFERS }, (_, index) => `${index + 1}.00`);
  for (const amount of amounts) {
    await succeeded(bank.client.post('/transfers', { from: 'giver', to: 'long', amount }));
  }
  const answered = performance.now();
  await until(() => messages.toldTo('lea').length >= TRANSFERS);

  expect(performance.now() - answered).toBeLessThan(WITHIN_MS);
  expect(messages.toldTo('lea')).toEqual(
    amounts.map((amount) => `You received ${amount} EUR from account giver`),
  );
});
