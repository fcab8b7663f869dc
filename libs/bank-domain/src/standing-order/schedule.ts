/** How often a standing order is due. */
export type Every = 'day' | 'week' | 'month';

/** When a standing order is due: from `startsAt` on, up to and including `endsAt`. */
export interface Schedule {
  readonly every: Every;
  readonly startsAt: Date;
  readonly endsAt?: Date | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The n-th due date, from 0: counted from `startsAt` in UTC, at its time of day. A month that lacks its day uses the last
 * one that it has; the next month has the day again.
 * @returns nothing when it lies after `endsAt`, or after what a date can hold
 */
export const dueDate = ({ every, startsAt, endsAt }: Schedule, n: number): Date | undefined => {
  const due = nth(every, startsAt, n);
  const isOver = Number.isNaN(due.getTime()) || (endsAt !== undefined && due > endsAt);
  return isOver ? undefined : due;
};

const nth = (every: Every, startsAt: Date, n: number): Date => {
  switch (every) {
    case 'day':
      return new Date(startsAt.getTime() + n * DAY_MS);
    case 'week':
      return new Date(startsAt.getTime() + n * 7 * DAY_MS);
    case 'month':
      return monthsLater(startsAt, n);
  }
};

const monthsLater = (date: Date, months: number): Date => {
  const later = new Date(date);
  // From the first of the month, so that a long month does not spill over into the one after.
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  later.setUTCDate(Math.min(date.getUTCDate(), daysInMonth(later)));
  return later;
};

const daysInMonth = (date: Date): number => {
  const last = new Date(date);
  // The day before the first of the next month.
  last.setUTCMonth(date.getUTCMonth() + 1, 0);
  return last.getUTCDate();
};
