import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, member, opened, startBank, succeeded, until } from './bank.fixture';
import { TestClock } from './test-clock.fixture';

let clock: TestClock;
let bank: Bank;

beforeAll(async () => {
  clock = new TestClock('2030-03-29T00:00:00.000Z');
  bank = await startBank({ clock });
  await opened(bank.client, 'receiver');
});
afterAll(() => bank.stop());

describe('a standing order at half past two in Berlin', () => {
  it.each([
    {
      what: 'is due when clocks show the next time, on the day on which they skip its own, and at its own again',
      payer: 'spring',
      startsAt: '2030-03-30T02:30:00+01:00',
      dueDates: ['2030-03-30T01:30:00.000Z', '2030-03-31T01:00:00.000Z', '2030-04-01T00:30:00.000Z'],
    },
    {
      what: 'is due the first time, on the day on which clocks show it twice',
      payer: 'autumn',
      startsAt: '2030-10-26T02:30:00+02:00',
      dueDates: ['2030-10-26T00:30:00.000Z', '2030-10-27T00:30:00.000Z', '2030-10-28T01:30:00.000Z'],
    },
  ])('$what', async ({ payer, startsAt, dueDates }) => {
    await opened(bank.client, payer, '100');
    const orders = `/accounts/${payer}/standing-orders`;
    const made = await succeeded(
      bank.client.post(orders, {
        ...{ to: 'receiver', amount: '1', every: 'day', startsAt, timeZone: 'Europe/Berlin' },
        endsAt: dueDates.at(-1),
      }),
    );
    const order = `${orders}/${String(member(made, 'standingOrderId'))}`;
    const nextDueAt = async (): Promise<string> =>
      String(member(await succeeded(bank.client.get(order)), 'nextDueAt'));

    const seen = [await nextDueAt()];
    for (const dueAt of dueDates.slice(0, -1)) {
      clock.advanceTo(dueAt);
      await until(async () => (await nextDueAt()) !== seen.at(-1));
      seen.push(await nextDueAt());
    }
    expect(seen).toEqual(dueDates);
  });
});
