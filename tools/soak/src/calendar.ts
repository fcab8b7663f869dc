const DAY_MS = 24 * 60 * 60 * 1_000;

/** The last day of a month, so that the months that lack its day matter. */
export const START = new Date('2030-01-31T12:00:00.000Z');

export const dayAfterStart = (days: number): Date => new Date(START.getTime() + days * DAY_MS);

export type Every = 'day' | 'week' | 'month';

/**
 * When something is due within so many days from the start, found out by going through the days one by one: not as the
 * bank reckons it. Monthly is the last day of each month, since the start is one.
 */
export const dueDays = (every: Every, days: number): readonly string[] =>
  Array.from({ length: days }, (_, day) => day)
    .filter((day) => {
      if (every === 'day') return true;
      if (every === 'week') return day % 7 === 0;
      return dayAfterStart(day + 1).getUTCDate() === 1;
    })
    .map((day) => dayAfterStart(day).toISOString());
