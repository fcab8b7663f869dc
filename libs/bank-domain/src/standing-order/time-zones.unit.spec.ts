import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dueDate, type Every } from './schedule';
import { recordedTimeZone, timeZone } from './time-zone';

const inZone = (every: Every, startsAt: string, timeZone: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    dueDate({ every, startsAt: new Date(startsAt), timeZone }, n)
      ?.toISOString()
      .slice(0, 16),
  );

describe('the due dates of a standing order in a time zone', () => {
  it('are the first of each month there, whatever day that is in UTC', () => {
    expect(inZone('month', '2027-05-01T00:00+02:00', 'Europe/Berlin', 8)).toEqual([
      ...['2027-04-30T22:00', '2027-05-31T22:00', '2027-06-30T22:00', '2027-07-31T22:00'],
      ...['2027-08-31T22:00', '2027-09-30T22:00', '2027-10-31T23:00', '2027-11-30T23:00'],
    ]);
  });

  it('keep their time of day there when clocks change', () => {
    expect(inZone('week', '2027-10-24T02:45:00Z', 'Europe/Berlin', 3)).toEqual([
      '2027-10-24T02:45',
      '2027-10-31T03:45',
      '2027-11-07T03:45',
    ]);
  });

  it('move to the next time that clocks show where they skip theirs, and come back to it', () => {
    expect(inZone('day', '2027-03-27T02:30:00+01:00', 'Europe/Berlin', 3)).toEqual([
      '2027-03-27T01:30',
      '2027-03-28T01:00',
      '2027-03-29T00:30',
    ]);
  });

  it('are the first of two where clocks show theirs twice', () => {
    expect(inZone('day', '2027-10-30T02:30:00+02:00', 'Europe/Berlin', 3)).toEqual([
      '2027-10-30T00:30',
      '2027-10-31T00:30',
      '2027-11-01T01:30',
    ]);
  });

  it('begin with the start itself, though clocks show it the second time', () => {
    expect(inZone('day', '2027-10-31T02:30:00+01:00', 'Europe/Berlin', 2)).toEqual([
      '2027-10-31T01:30',
      '2027-11-01T01:30',
    ]);
  });

  it('move to the next day where a whole one is skipped', () => {
    expect(inZone('day', '2011-12-29T08:00:00-10:00', 'Pacific/Apia', 3)).toEqual([
      '2011-12-29T18:00',
      '2011-12-30T10:00',
      '2011-12-30T18:00',
    ]);
  });

  const minutes = (from: string, to: string) =>
    fc.integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 });

  it('are when clocks first show their time or one after it: by Intl, minute by minute', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe'];
    const others = ['America/St_Johns', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo'];
    const anyTime = minutes('2005-01-01T00:00Z', '2030-01-01T00:00Z');
    const aroundChange = fc.option(fc.integer({ min: -90, max: 90 }));
    fc.assert(
      fc.property(
        fc.record({ timeZone: fc.constantFrom(...zones, ...others), anyTime, aroundChange }),
        fc.constantFrom<Every>('day', 'week', 'month'),
        fc.integer({ min: 1, max: 40 }),
        ({ timeZone, anyTime, aroundChange }, every, n) => {
          const near = Temporal.Instant.fromEpochMilliseconds(anyTime * 60_000).toZonedDateTimeISO(timeZone);
          const change = aroundChange === null ? null : near.getTimeZoneTransition('next');
          const due = (change ?? near).toPlainDateTime().add({ minutes: aroundChange ?? 0 });
          const start = due.subtract({ [`${every}s`]: n }).toZonedDateTime(timeZone);
          const startsAt = new Date(start.epochMilliseconds);
          const shown = clockOf(timeZone);
          const wanted = Temporal.PlainDateTime.from(shown(startsAt))
            .add({ [`${every}s`]: n })
            .toString({ smallestUnit: 'minute' });
          let first = Date.parse(`${wanted}Z`) - 15 * 3_600_000;
          while (shown(new Date(first)) < wanted) first += 60_000;
          expect(dueDate({ every, startsAt, timeZone }, n)).toEqual(new Date(first));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of a month in UTC are those of Temporal', () => {
    fc.assert(
      fc.property(
        minutes('1970-01-01T00:00Z', '2199-12-31T00:00Z'),
        fc.integer({ max: 2_000, min: 1 }),
        (start, n) => {
          const startsAt = new Date(start * 60_000);
          const day = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO('UTC');
          const due = dueDate({ every: 'month', startsAt, timeZone: 'UTC' }, n);
          expect(due?.getTime()).toBe(day.add({ months: n }).epochMilliseconds);
        },
      ),
    );
  });
});

/** What clocks show in a zone, to the minute. */
const clockOf = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at: Date): string => format.format(at).replace(' ', 'T');
};

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('%s is %s', (name, zone) => {
    expect(timeZone.safeParse(name)).toMatchObject({ data: zone });
    expect(recordedTimeZone.safeParse(name).success).toBe(name === zone);
  });

  it.each([
    '',
    '+02:00',
    '-01',
    'Z',
    'Mars/Olympus',
    '2027-01-01T00:00[Europe/Berlin]',
    'Europe/Berlin\n',
    'é',
  ])('%j is none', (name) => {
    expect(timeZone.safeParse(name).success).toBe(false);
    expect(recordedTimeZone.safeParse(name).success).toBe(false);
  });
});
