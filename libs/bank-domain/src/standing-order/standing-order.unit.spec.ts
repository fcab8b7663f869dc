import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountClosed, requireOpen } from '../account';
import { A, B, C, deposited, JPY, opened, withdrawn } from '../account/bank.fixture';
import { formatAmount } from '../money';
import { cancelStandingOrder, endWithAccount, openStandingOrder, requireStandingOrder } from './decisions';
import { standingOrderEventTypes } from './events';
import { endedText, skippedText } from './messages';
import { nextDueAt } from './state';
import { days, ORDER, OrderBank, START, thrownBy } from './standing-order.fixture';

const ids = { standingOrderId: ORDER, from: A };
const balanceOf = ({ states }: OrderBank, of: 'from' | 'to') =>
  formatAmount(requireOpen(states[of], of === 'from' ? A : B).balance);
const isOver = ({ states }: OrderBank) => states.order.status === 'ended';

describe('the events of standing orders', () => {
  it('are declared once each, under names that are storage format, and satisfy their schemas', () => {
    expect(standingOrderEventTypes.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'StandingOrderOpened 2',
      'StandingOrderExecuted 1',
      'StandingOrderDelayed 1',
      'StandingOrderSkipped 1',
      'StandingOrderEnded 1',
    ]);
    const bank = new OrderBank().holding('10').ordered({ endsAt: days(1) });
    bank.settled(days(0));
    bank.settled(days(1), days(1));
    bank.settled(days(1), days(4));
    const ofOrders = bank.events.filter(({ type }) => type.startsWith('StandingOrder'));
    expect(ofOrders.map(({ type }) => type)).toEqual(standingOrderEventTypes.map(({ type }) => type));
    for (const { type, data } of ofOrders) {
      const declared = standingOrderEventTypes.find((each) => each.type === type);
      expect(declared?.schema.safeParse(data)).toMatchObject({ success: true });
    }
  });
});

describe('opening a standing order', () => {
  const opening =
    (bank: OrderBank, change: object = {}) =>
    () =>
      openStandingOrder(
        { ...bank.states, orders: [] },
        {
          ...{
            standingOrderId: ORDER,
            from: A,
            to: B,
            amount: '10',
            every: 'month',
            startsAt: START,
            timeZone: 'UTC',
            now: START,
          },
          ...change,
        },
      );

  it('needs no money yet; it is due first at its start', () => {
    const { order } = new OrderBank().ordered().states;
    expect(order.status === 'open' && nextDueAt(order)).toEqual(START);
  });

  it.each([
    ['account-not-found', { from: C }],
    ['account-not-found', { to: C }],
    ['same-account', { to: A }],
  ])('is refused as a transfer is: %s', (code, change) => {
    const bank = new OrderBank();
    const states = { ...bank.states, ...('from' in change && { from: { status: 'absent' as const } }) };
    const toStates = 'to' in change && change.to === C ? { to: { status: 'absent' as const } } : {};
    const same = 'to' in change && change.to === A ? { to: bank.states.from } : {};
    const refused = thrownBy(() =>
      openStandingOrder(
        { ...states, ...toStates, ...same, orders: [] },
        {
          ...{ standingOrderId: ORDER, from: A, to: B, amount: '10', every: 'month', startsAt: START },
          ...{ timeZone: 'UTC', now: START, ...change },
        },
      ),
    );
    expect(refused).toMatchObject({ code });
  });

  it('is refused between currencies', () => {
    const bank = new OrderBank();
    bank.events[1] = opened(B, undefined, JPY);
    expect(thrownBy(opening(bank))).toMatchObject({ code: 'currency-mismatch' });
  });

  it.each([
    ['endsAt', { endsAt: new Date(START.getTime() - 1) }],
    ['amount', { amount: '10.001' }],
  ])('is no order with a faulty %s', (path, change) => {
    expect(thrownBy(opening(new OrderBank(), change))).toMatchObject({ errors: [{ path }] });
  });
});

describe('how much a standing order may ask for', () => {
  const opening = (startsAt: Date, open: number, openedAtPosition = 9) => {
    const orders = Array.from({ length: open }, () => ({ ...ids, to: B, openedAtPosition }));
    const order = { ...ids, to: B, amount: '10', every: 'day' as const, timeZone: 'UTC' };
    return openStandingOrder({ ...new OrderBank().states, orders }, { ...order, startsAt, now: days(7) });
  };

  it('goes back seven days, and not a millisecond more', () => {
    expect(opening(days(0), 0)).toHaveLength(1);
    expect(thrownBy(() => opening(new Date(days(0).getTime() - 1), 0))).toMatchObject({
      code: 'start-too-far-back',
      facts: { startsAt: '2030-01-31T11:59:59.999Z', earliest: '2030-01-31T12:00:00.000Z' },
    });
  });

  it('is a hundred open ones in the present life of the account', () => {
    expect(opening(days(7), 99)).toHaveLength(1);
    expect(thrownBy(() => opening(days(7), 100))).toMatchObject({
      code: 'too-many-standing-orders',
      facts: { accountId: A, most: 100 },
    });
    expect(opening(days(7), 100, 0)).toHaveLength(1);
  });
});

describe('a due date', () => {
  it('is paid by a transfer in the same commit, once, in order', () => {
    const bank = new OrderBank().holding('25').ordered();
    expect(bank.settled(days(1), days(1))).toEqual([]);
    expect(bank.settled(days(0), days(1))).toEqual(['MoneyTransferred', 'StandingOrderExecuted']);
    expect(bank.settled(days(0), days(1))).toEqual([]);
    expect(bank.settled(days(1), days(1))).toEqual(['MoneyTransferred', 'StandingOrderExecuted']);
    expect([balanceOf(bank, 'from'), balanceOf(bank, 'to')]).toEqual(['5.00', '20.00']);
  });

  it('is not paid before its time', () => {
    expect(new OrderBank().holding('25').ordered().settled(days(0), days(-0.001))).toEqual([]);
  });

  it('that cannot be paid is tried for three days, then skipped for good; those after it go on', () => {
    const bank = new OrderBank().ordered();
    expect(bank.settled(days(0), days(0))).toEqual(['StandingOrderDelayed']);
    for (const now of [days(0), days(0.999)]) {
      expect(thrownBy(() => bank.settled(days(0), now))).toMatchObject({ code: 'insufficient-funds' });
    }
    for (const day of [1, 2]) expect(bank.settled(days(0), days(day))).toEqual(['StandingOrderDelayed']);
    expect(thrownBy(() => bank.settled(days(0), days(2.999)))).toMatchObject({ code: 'insufficient-funds' });
    expect(bank.settled(days(0), days(3))).toEqual(['StandingOrderDelayed', 'StandingOrderSkipped']);
    bank.holding('100');
    expect(bank.settled(days(0), days(3))).toEqual([]);
    expect(bank.settled(days(1), days(3))).toEqual(['MoneyTransferred', 'StandingOrderExecuted']);
  });

  it('is given three days from when it could be tried, however long ago it was due', () => {
    const bank = new OrderBank().ordered();
    expect(bank.settled(days(0), days(7))).toEqual(['StandingOrderDelayed']);
    expect(thrownBy(() => bank.settled(days(0), days(7.9)))).toMatchObject({ code: 'insufficient-funds' });
    // Nothing ran from here on, while three more became due.
    expect(bank.settled(days(0), days(10.5))).toEqual(['StandingOrderDelayed', 'StandingOrderSkipped']);
    for (let day = 1; day <= 7; day += 1) {
      expect(bank.settled(days(day), days(10.5))).toEqual(['StandingOrderSkipped']);
    }
    expect(bank.settled(days(8), days(13.4))).toEqual(['StandingOrderDelayed']);
    expect(bank.settled(days(8), days(13.5))).toEqual(['StandingOrderSkipped']);
  });

  it('behind one that cannot be paid does not get later and later', () => {
    const bank = new OrderBank().ordered();
    const skippedOn: number[] = [];
    for (let hour = 0; hour <= 24 * 14; hour += 4) {
      try {
        const events = bank.settled(days(skippedOn.length), days(hour / 24));
        if (events.includes('StandingOrderSkipped')) skippedOn.push(hour / 24);
      } catch {
        // Not paid this time.
      }
    }
    expect(skippedOn).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  it('that can be paid late is paid, though it is overdue', () => {
    const bank = new OrderBank().holding('10').ordered();
    expect(bank.settled(days(0), days(30))).toEqual(['MoneyTransferred', 'StandingOrderExecuted']);
  });

  it('ends the order when it is the last', () => {
    const bank = new OrderBank().holding('10').ordered({ endsAt: days(0.5) });
    expect(bank.settled(days(0))).toEqual([
      'MoneyTransferred',
      'StandingOrderExecuted',
      'StandingOrderEnded',
    ]);
    expect(isOver(bank)).toBe(true);
  });

  it('of an account that was closed is not settled, though its id is open again', () => {
    const bank = new OrderBank().ordered();
    bank.happened(accountClosed({ accountId: A }));
    expect(bank.settled(days(0))).toEqual([]);
    bank.happened(opened(A), deposited(A, '100'));
    expect(bank.settled(days(0))).toEqual([]);
    expect(thrownBy(() => requireStandingOrder(bank.states, ids))).toMatchObject({
      code: 'standing-order-not-found',
    });
  });

  it('is settled exactly once, in order, however often and whenever it is tried', () => {
    const tries = fc.array(fc.record({ due: fc.nat(5), late: fc.integer({ min: -1, max: 10 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.nat(60), tries, (money, attempts) => {
        const bank = new OrderBank().happened(deposited(A, `${money + 1}.00`)).ordered({ endsAt: days(4) });
        for (const { due, late } of attempts) {
          try {
            bank.settled(days(due), days(due + late));
          } catch {
            // Not paid this time.
          }
        }
        const dues = bank.events.flatMap(({ data }) =>
          'dueAt' in data && !('triedAt' in data) ? [data.dueAt] : [],
        );
        const expected = dues.map((_, n) => days(n).toISOString());
        expect(dues).toEqual(expected);
        expect(isOver(bank)).toBe(dues.length === 5);
      }),
    );
  });
});

describe('the end of a standing order', () => {
  it('comes when it is cancelled; then there is none', () => {
    const bank = new OrderBank().holding('10').ordered();
    bank.happened(...cancelStandingOrder(bank.states, ids));
    expect(thrownBy(() => cancelStandingOrder(bank.states, ids))).toMatchObject({
      code: 'standing-order-not-found',
    });
    expect(bank.settled(days(0))).toEqual([]);
  });

  it('is not in the hands of another account', () => {
    const bank = new OrderBank().ordered();
    expect(
      thrownBy(() => cancelStandingOrder({ ...bank.states, from: bank.states.to }, { ...ids, from: B })),
    ).toMatchObject({ code: 'standing-order-not-found' });
  });

  it('comes with the end of an account, once, and is told', () => {
    const bank = new OrderBank().ordered();
    const [ended, ...more] = endWithAccount(bank.states.order, B);
    if (!ended) throw new Error('It does not end.');
    bank.happened(ended);
    expect(more).toEqual([]);
    expect(endWithAccount(bank.states.order, B)).toEqual([]);
    expect(endedText(ended.data)).toBe(
      'Your standing order of 10.00 EUR from account a to account b has ended: account b was closed',
    );
    expect(endedText({ ...ended.data, reason: 'completed' })).toBeUndefined();
    expect(skippedText({ ...ended.data, dueAt: START.toISOString() })).toContain(
      'due 2030-01-31T12:00:00.000Z',
    );
  });

  it('is not hastened by other movements', () => {
    const bank = new OrderBank().holding('30').ordered().happened(withdrawn(A, '5.00'));
    expect(requireStandingOrder(bank.states, ids)).toMatchObject({ settled: 0 });
  });
});
