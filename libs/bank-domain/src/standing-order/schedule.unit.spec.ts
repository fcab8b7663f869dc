import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueDate, type Every, type Schedule } from './schedule';

const UTC = { timeZone: 'UTC' };

const dates = (schedule: Schedule, count: number) =>
  Array.from({ length: count }, (_, n) => dueDate(schedule, n)?.toISOString().slice(0, 16));

const from = (every: Every, startsAt: string, endsAt?: string): Schedule => ({
  ...{ every, timeZone: 'UTC' },
  startsAt: new Date(startsAt),
  ...(endsAt !== undefined && { endsAt: new Date(endsAt) }),
});

describe('the due dates of a standing order', () => {
  it('count from its start, at its time of day', () => {
    expect(dates(from('day', '2030-02-27T09:30:00Z'), 3)).toEqual([
      '2030-02-27T09:30',
      '2030-02-28T09:30',
      '2030-03-01T09:30',
    ]);
    expect(dates(from('week', '2030-12-25T23:59:00Z'), 2)).toEqual(['2030-12-25T23:59', '2031-01-01T23:59']);
  });

  it('are the last day of months that lack theirs, and theirs again afterwards', () => {
    expect(dates(from('month', '2028-01-31T12:00:00Z'), 5)).toEqual([
      '2028-01-31T12:00',
      '2028-02-29T12:00',
      '2028-03-31T12:00',
      '2028-04-30T12:00',
      '2028-05-31T12:00',
    ]);
    expect(dates(from('month', '2029-12-30T00:00:00Z'), 4).at(2)).toBe('2030-02-28T00:00');
    expect(dueDate(from('month', '2028-02-29T00:00:00Z'), 12)?.toISOString()).toBe(
      '2029-02-28T00:00:00.000Z',
    );
  });

  it('go up to the end and include it', () => {
    const daily = from('day', '2030-01-01T08:00:00Z', '2030-01-03T08:00:00Z');
    expect(dates(daily, 4)).toEqual(['2030-01-01T08:00', '2030-01-02T08:00', '2030-01-03T08:00', undefined]);
    expect(dueDate({ ...daily, endsAt: new Date('2030-01-03T07:59:59.999Z') }, 2)).toBeUndefined();
  });

  it('end where dates do', () => {
    expect(dueDate(from('month', '9999-12-31T00:00:00Z'), 10_000_000)).toBeUndefined();
  });

  const anyStart = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2199-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  it('rise, keep the time of day, and every month has one', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.constantFrom<Every>('day', 'week', 'month'),
        fc.nat(1_000),
        (startsAt, every, n) => {
          const [due, next] = [
            dueDate({ ...UTC, every, startsAt }, n),
            dueDate({ ...UTC, every, startsAt }, n + 1),
          ];
          if (!due || !next) return false;
          const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
          const timeOf = (date: Date) => date.toISOString().slice(11);
          return (
            due < next &&
            timeOf(due) === timeOf(startsAt) &&
            (every !== 'month' || months(next) === months(due) + 1)
          );
        },
      ),
    );
  });

  it('of a month are its day, or the last one that the month has', () => {
    fc.assert(
      fc.property(anyStart, fc.nat(2_000), (startsAt, n) => {
        const due = dueDate({ ...UTC, every: 'month', startsAt }, n);
        const dayAfter = new Date((due?.getTime() ?? 0) + 86_400_000).getUTCDate();
        return due?.getUTCDate() === startsAt.getUTCDate() || dayAfter === 1;
      }),
    );
  });
});
