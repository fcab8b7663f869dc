import type { RecordedEvent } from '@event-sourcing/event-store';
import { recorded } from '@event-sourcing/event-store/testing';
import { A, B, opened, deposited, BOB, tx } from '../account/bank.fixture';
import { ABSENT, evolveAccount, type AccountState, type BankEvent } from '../account';
import { openStandingOrder } from './decisions';
import type { StandingOrderEvent } from './events';
import { standingOrderId } from './ids';
import { dueDate, type Schedule } from './schedule';
import { settleLate } from './settling';
import { evolveStandingOrder, NO_ORDER, type StandingOrderState } from './state';

export const ORDER = standingOrderId.parse('rent');
export const START = new Date('2030-01-31T12:00:00.000Z');
const DAY = 24 * 60 * 60 * 1_000;
/** So many days after the start. */
export const days = (count: number): Date => new Date(START.getTime() + count * DAY);

type Happened = BankEvent | StandingOrderEvent;

type Recorded = RecordedEvent<Happened>;
const isOfOrder = (event: Recorded): event is RecordedEvent<StandingOrderEvent> =>
  event.type.startsWith('StandingOrder');
const isOfAccount = (event: Recorded): event is RecordedEvent<BankEvent> => !isOfOrder(event);

/** What happened in a bank with two accounts, and what it comes to. */
export class OrderBank {
  readonly events: Happened[] = [opened(A), opened(B, BOB)];

  happened(...events: readonly Happened[]): this {
    this.events.push(...events);
    return this;
  }

  holding(amount: string): this {
    return this.happened(deposited(A, amount));
  }

  ordered(schedule: Partial<Schedule> = {}, amount = '10'): this {
    const { from, to } = this.states;
    return this.happened(
      ...openStandingOrder(
        { from, to, orders: [] },
        {
          standingOrderId: ORDER,
          from: A,
          to: B,
          amount,
          every: 'day',
          startsAt: START,
          timeZone: 'UTC',
          now: START,
          ...schedule,
        },
      ),
    );
  }

  /** Settles a due date at a time, and takes what comes of it in. */
  settled(dueAt: Date, now = dueAt): readonly string[] {
    const number = this.#numberOf(dueAt);
    const events = settleLate(this.states, { number, now, transactionId: tx(`t-${number}`) });
    this.happened(...events);
    return events.map(({ type }) => type);
  }

  /** Which due date it is. */
  #numberOf(dueAt: Date): number {
    const { order } = this.states;
    for (let number = 0; order.status === 'open'; number += 1) {
      const due = dueDate(order, number);
      if (!due || due >= dueAt) return number;
    }
    return 0;
  }

  get states(): { order: StandingOrderState; from: AccountState; to: AccountState } {
    const all = recorded(this.events);
    const accountEvents = all.filter(isOfAccount);
    const orderEvents = all.filter(isOfOrder);
    return {
      order: orderEvents.reduce(evolveStandingOrder(ORDER), NO_ORDER),
      from: accountEvents.reduce(evolveAccount(A), ABSENT),
      to: accountEvents.reduce(evolveAccount(B), ABSENT),
    };
  }
}

/** What an action threw; a value returned is a failure of the test. */
export const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};
