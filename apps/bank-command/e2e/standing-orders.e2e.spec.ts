import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestAnswer, TestClient } from '@event-sourcing/service-chassis/testing';
import {
  balanceOf,
  type Bank,
  column,
  essence,
  member,
  opened,
  startBank,
  succeeded,
  until,
} from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';
import { TestClock } from './test-clock.fixture';

let messages: MessagesStub;
let clock: TestClock;
let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  messages = await startMessagesStub();
  clock = new TestClock('2030-01-31T12:00:00.000Z');
  bank = await startBank({ instances: 2, messagesUrl: messages.url, clock });
  client = bank.client;
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
});

const ordersOf = (account: string): string => `/accounts/${account}/standing-orders`;

const order = (from: string, body: object, headers = {}): Promise<TestAnswer> =>
  client.post(
    ordersOf(from),
    { to: `${from}-to`, amount: '10', every: 'day', startsAt: clock.in(1), ...body },
    headers,
  );

const told = (owner: string): readonly unknown[] => messages.toldTo(owner);

/** A pair of accounts, the paying one of an owner of its own. */
const pair = async (from: string, balance?: string): Promise<void> => {
  await opened(client, from, balance, { owner: `${from}-owner` });
  await opened(client, `${from}-to`, undefined, { owner: `${from}-receiver` });
};

const isPaid = (account: string, balance: string): Promise<void> =>
  until(async () => (await balanceOf(client, account)) === balance);

/** Waits until a due date of an account's only order has been tried in vain. */
const isTriedInVain = (account: string, dueAt: string): Promise<void> =>
  until(async () => {
    const log = await bank.log();
    const id = log.find(({ type, data }) => type === 'StandingOrderOpened' && data.from === account)?.data;
    return log.some(
      ({ type, data }) =>
        type === 'StandingOrderDelayed' &&
        data.standingOrderId === id?.standingOrderId &&
        typeof data.dueAt === 'string' &&
        data.dueAt >= dueAt,
    );
  });

const problem = ({ status, json }: TestAnswer): unknown => ({ status, ...(json as object) });

describe('a standing order', () => {
  it('is opened, shown, listed and cancelled', async () => {
    await pair('ann', '100');
    const [startsAt, timeZone] = ['2030-03-31T10:00:00+02:00', 'Europe/Berlin'];
    const monthly = { every: 'month', startsAt, timeZone };
    const made = await order('ann', { ...monthly, amount: '12.5', description: 'rent' });
    const id = String(member(made, 'standingOrderId'));
    const expected = {
      ...{ standingOrderId: id, accountId: 'ann', to: 'ann-to', amount: '12.50', every: 'month' },
      ...{ startsAt: '2030-03-31T08:00:00.000Z', timeZone, nextDueAt: '2030-03-31T08:00:00.000Z' },
      description: 'rent',
    };
    expect([made.status, made.json]).toEqual([201, expected]);
    expect(made.headers.get('location')).toBe(`${ordersOf('ann')}/${id}`);
    expect(made.position).toBeGreaterThan(0);

    const shown = await client.get(`${ordersOf('ann')}/${id}?after=${made.position ?? 0}`);
    expect([shown.status, shown.json]).toEqual([200, expected]);
    const second = await succeeded(order('ann', { endsAt: clock.in(3) }));
    const listed = await client.get(`${ordersOf('ann')}?limit=1`);
    expect(listed.json).toEqual({
      ...{ accountId: 'ann', standingOrders: [expected] },
      nextCursor: expect.any(String),
    });
    const rest = await client.get(
      `${ordersOf('ann')}?limit=1&cursor=${String(member(listed, 'nextCursor'))}`,
    );
    expect(rest.json).toEqual({ accountId: 'ann', standingOrders: [second.json] });
    const turned = await client.get(`${ordersOf('ann')}?order=desc`);
    expect(column(turned, 'standingOrders', 'standingOrderId')).toEqual([
      member(second, 'standingOrderId'),
      id,
    ]);

    expect((await client.delete(`${ordersOf('ann')}/${id}`)).status).toBe(204);
    for (const again of [client.delete(`${ordersOf('ann')}/${id}`), client.get(`${ordersOf('ann')}/${id}`)]) {
      expect(problem(await again)).toMatchObject({ status: 404, code: 'standing-order-not-found' });
    }
  });

  it('is opened once under a key, and answered the same when it has been paid meanwhile', async () => {
    await pair('bob', '100');
    const body = { startsAt: clock.in(0), endsAt: clock.in(0.5) };
    const made = await order('bob', { ...body, amount: '30.50' }, { 'idempotency-key': 'once' });
    await isPaid('bob', '69.50');
    const again = await order('bob', { ...body, amount: '30.5' }, { 'idempotency-key': 'once' });
    expect(essence(again)).toEqual(essence(made));
    expect(
      problem(await order('bob', { ...body, amount: '31' }, { 'idempotency-key': 'once' })),
    ).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it.each([
    ['nobody', {}, 404, 'account-not-found'],
    ['cat', { to: 'nobody' }, 404, 'account-not-found'],
    ['cat', { to: 'cat' }, 422, 'same-account'],
    ['cat', { to: 'cat-yen' }, 422, 'currency-mismatch'],
    ['cat', { amount: '1.001' }, 400, 'validation-failed'],
    ['cat', { every: 'year' }, 400, 'validation-failed'],
    ['cat', { startsAt: '2030-02-30T00:00:00Z' }, 400, 'validation-failed'],
    ['cat', { endsAt: '2030-01-01T00:00:00Z' }, 400, 'validation-failed'],
    ['cat', { startsAt: '2030-01-24T11:59:59.999Z' }, 422, 'start-too-far-back'],
    ['cat', { startsAt: '2030-05-01T00:00:00+02:00' }, 400, 'validation-failed'],
    ['cat', { startsAt: '2030-05-01T00:00:00+00:00' }, 400, 'validation-failed'],
    ['cat', { timeZone: '+02:00' }, 400, 'validation-failed'],
    ['cat', { timeZone: 'Mars/Olympus' }, 400, 'validation-failed'],
    ['cat', { note: 'x' }, 400, 'validation-failed'],
  ])('of %s with %j is refused: %s %s', async (from, body, status, code) => {
    if ((await client.get('/accounts/cat')).status === 404) {
      await pair('cat');
      await opened(client, 'cat-yen', undefined, { currency: 'JPY' });
    }
    expect(problem(await order(from, body))).toMatchObject({ status, code });
  });

  it('is paid at each due date, once, in order, also those missed while no instance ran', async () => {
    await pair('dan', '100');
    const made = await succeeded(order('dan', { startsAt: clock.in(1), description: 'pocket money' }));
    clock.pass(1);
    await isPaid('dan', '90.00');
    client = await bank.restart(() => clock.pass(3));
    await isPaid('dan', '60.00');
    const id = String(member(made, 'standingOrderId'));
    const statement = await succeeded(client.get('/accounts/dan-to/statement'));
    expect(column(statement, 'lines', 'type')).toEqual(Array.from({ length: 4 }, () => 'transfer-in'));
    expect(column(statement, 'lines', 'description')).toContain('pocket money');
    expect(column(await client.get('/accounts/dan/statement'), 'lines', 'type')).toContain('transfer-out');
    const executed = (await bank.log()).filter(
      ({ type, data }) => type === 'StandingOrderExecuted' && data.standingOrderId === id,
    );
    expect(executed.map(({ data }) => data.dueAt)).toEqual([-3, -2, -1, 0].map((day) => clock.in(day)));
    expect(member(await client.get(`${ordersOf('dan')}/${id}`), 'nextDueAt')).toBe(clock.in(1));
    await until(() => told('dan-receiver').length === 4);
    expect(told('dan-receiver')[0]).toBe('You received 10.00 EUR from account dan');
  });

  it('counts in the calendar of its time zone: the first of each month there', async () => {
    await pair('joy', '100');
    const made = await succeeded(
      order('joy', { every: 'month', startsAt: '2030-03-01T00:00:00+01:00', timeZone: 'europe/berlin' }),
    );
    expect(made.json).toMatchObject({ timeZone: 'Europe/Berlin', nextDueAt: '2030-02-28T23:00:00.000Z' });
    clock.advanceTo('2030-03-01T00:00:00.000Z');
    await isPaid('joy', '90.00');
    const path = `${ordersOf('joy')}/${String(member(made, 'standingOrderId'))}`;
    expect(member(await client.get(path), 'nextDueAt')).toBe('2030-03-31T22:00:00.000Z');
  });

  it('that cannot be paid is tried for three days, then skipped with a message; the next one is paid', async () => {
    await pair('eve');
    const due = clock.in(0);
    await succeeded(order('eve', { startsAt: due, every: 'week' }));
    await isTriedInVain('eve', due);
    clock.pass(2.9);
    await isTriedInVain('eve', due);
    expect(told('eve-owner')).toEqual([]);
    clock.pass(0.2);
    await until(() => told('eve-owner').length > 0);
    expect(told('eve-owner')).toEqual([
      `Your standing order of 10.00 EUR from account eve to account eve-to, due ${due}, ` +
        'could not be paid for three days and is skipped',
    ]);
    await succeeded(client.post('/accounts/eve/deposits', { amount: '50' }));
    clock.pass(7);
    await isPaid('eve', '40.00');
  });

  it('that cannot be paid is paid as soon as there is money', async () => {
    await pair('fay');
    await succeeded(order('fay', { startsAt: clock.in(0), every: 'month' }));
    clock.pass(1);
    await succeeded(client.post('/accounts/fay/deposits', { amount: '50' }));
    await until(async () => {
      clock.pass(0.001);
      return (await balanceOf(client, 'fay')) === '40.00';
    });
    expect(told('fay-owner')).toEqual([]);
  });

  it.each([
    ['gus', 'gus', 'gus'],
    ['hal', 'hal-to', 'hal-to'],
  ])(
    'of %s ends when account %s closes, with a message, and not when it opens again',
    async (from, closed) => {
      await pair(from);
      const made = await succeeded(order(from, { startsAt: clock.in(1) }));
      expect((await client.delete(`/accounts/${closed}`)).status).toBe(204);
      await opened(client, closed, closed === from ? '100' : undefined, { owner: 'another' });
      const path = `${ordersOf(from)}/${String(member(made, 'standingOrderId'))}`;
      expect(problem(await client.get(path))).toMatchObject({ code: 'standing-order-not-found' });
      expect((await client.get(ordersOf(from))).json).toEqual({ accountId: from, standingOrders: [] });
      await until(() => told(`${from}-owner`).length > 0);
      expect(told(`${from}-owner`)).toEqual([
        `Your standing order of 10.00 EUR from account ${from} to account ${from}-to has ended: ` +
          `account ${closed} was closed`,
      ]);
      clock.pass(2);
      expect((await bank.log()).filter(({ data }) => data.from === from && 'transactionId' in data)).toEqual(
        [],
      );
    },
  );

  it('of an empty account is given three days after a time in which nothing ran', async () => {
    await pair('kim');
    await succeeded(order('kim', { startsAt: clock.in(0.5), every: 'week' }));
    const due = clock.in(0.5);
    client = await bank.restart(() => clock.pass(5));
    await isTriedInVain('kim', due);
    expect(told('kim-owner')).toEqual([]);
    await succeeded(client.post('/accounts/kim/deposits', { amount: '50' }));
    clock.pass(0.01);
    await isPaid('kim', '40.00');
  });

  it('of an empty account that begins in the past is given three days from its first try', async () => {
    await pair('lou');
    const [latest, later] = [clock.in(-0.5), clock.in(1.5)];
    await succeeded(order('lou', { startsAt: clock.in(-6.5), endsAt: clock.in(2) }));
    await isTriedInVain('lou', latest);
    clock.pass(2.9);
    await isTriedInVain('lou', later);
    expect(told('lou-owner')).toEqual([]);
    clock.pass(0.2);
    await until(() => told('lou-owner').length >= 7);
    // The two that became due meanwhile have three days of their own.
    expect(told('lou-owner')).toHaveLength(7);
  });

  it('of one payer is paid while those of others, due long ago, are not through', async () => {
    const busy = ['mia', 'ned', 'oli'];
    for (const payer of busy) await pair(payer, '10000');
    await pair('pia', '100');
    // First, so that every look that knows of the others knows of it.
    await succeeded(order('pia', { startsAt: clock.in(8.4), endsAt: clock.in(8.5) }));
    const backlog = busy.flatMap((payer) =>
      Array.from({ length: 20 }, () => order(payer, { amount: '1', endsAt: clock.in(8.5) })),
    );
    await Promise.all(backlog.map(succeeded));
    clock.pass(8.5);
    await isPaid('pia', '90.00');
    await until(async () => (await Promise.all(busy.map((of) => balanceOf(client, of)))).every(isAfterAll));
    const payers = (await bank.log())
      .filter(({ type }) => type === 'MoneyTransferred')
      .map(({ data }) => data.from)
      .filter((payer) => payer === 'pia' || busy.some((one) => one === payer));
    expect(payers.indexOf('pia')).toBeLessThan(payers.length / 2);
  });

  it('lasts a year that passes in a moment', async () => {
    await pair('ida', '365');
    await succeeded(order('ida', { amount: '1', startsAt: clock.in(1), endsAt: clock.in(365) }));
    await succeeded(client.post('/accounts/ida/deposits', { amount: '1' }));
    clock.pass(400);
    await isPaid('ida-to', '365.00');
    await until(async () => (await client.get(ordersOf('ida'))).text.includes('"standingOrders":[]'));
    expect(await balanceOf(client, 'ida')).toBe('1.00');
  });

  it('is one of a hundred that an account may have, however many are asked for at once', async () => {
    await pair('leo');
    const asked = await Promise.all(Array.from({ length: 103 }, () => order('leo', {})));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(100);
    const refused = asked.filter(({ status }) => status !== 201).map(problem);
    expect(refused).toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({
          status: 422,
          code: 'too-many-standing-orders',
          accountId: 'leo',
          most: 100,
        }),
      ),
    );
    const made = asked.find(({ status }) => status === 201);
    if (!made) throw new Error('None was made.');
    await client.delete(`${ordersOf('leo')}/${String(member(made, 'standingOrderId'))}`);
    expect((await order('leo', {})).status).toBe(201);
  });
});

/** 10,000 less twenty orders of eight due dates each. */
const isAfterAll = (balance: unknown): boolean => balance === '9840.00';
