import { describe, expect, it } from '@jest/globals';
import { accountId, type Every, standingOrderId } from '@event-sourcing/bank-domain';
import type { DueOrder } from '../read-model';
import { dueInOrder, withOneSettled } from './due-in-order';

const time = (day: number, hour = 0): Date => new Date(Date.UTC(2030, 0, day, hour));

const order = (id: string, every: Every, startsAt: Date, endsAt?: Date): DueOrder => ({
  ...{ standingOrderId: standingOrderId.parse(id), from: accountId.parse('a'), to: accountId.parse('b') },
  ...{ every, startsAt, timeZone: 'UTC', settled: 0, nextDueAt: startsAt },
  ...(endsAt && { endsAt }),
});

const daily = order('daily', 'day', time(1, 8));
const weekly = order('weekly', 'week', time(2, 6));
const short = order('short', 'day', time(1, 9), time(2, 9));

const listed = (due: readonly DueOrder[]): readonly string[] =>
  due.map(({ standingOrderId: id, nextDueAt }) => `${id} ${nextDueAt.toISOString().slice(8, 13)}`);

describe('what is due of several orders', () => {
  it('comes in the order of its dates, up to now', () => {
    expect(listed(dueInOrder([daily, weekly, short], time(3, 8), 50))).toEqual([
      'daily 01T08',
      'short 01T09',
      'weekly 02T06',
      'daily 02T08',
      'short 02T09',
      'daily 03T08',
    ]);
  });

  it('goes on where it was settled, and is limited', () => {
    const next = withOneSettled(daily);
    expect(next && listed(dueInOrder([next], time(20), 3))).toEqual([
      'daily 02T08',
      'daily 03T08',
      'daily 04T08',
    ]);
    expect(withOneSettled({ ...short, settled: 1, nextDueAt: time(2, 9) })).toBeUndefined();
  });
});
