import { Temporal } from 'temporal-polyfill';

/** How often a standing order is due. */
export type Every = 'day' | 'week' | 'month';

/** When a standing order is due: from `startsAt` on, up to and including `endsAt`. */
export interface Schedule {
  readonly every: Every;
  readonly startsAt: Date;
  readonly endsAt?: Date | undefined;
}

/**
 * The n-th due date, from 0: counted from `startsAt` in UTC, at its time of day. A month that lacks its day uses the last
 * one that it has; the next month has the day again.
 * @returns nothing when it lies after `endsAt`, or after what a date can hold
 */
export const dueDate = ({ every, startsAt, endsAt }: Schedule, n: number): Date | undefined => {
  const due = nth(every, startsAt, n);
  const isOver = due === undefined || (endsAt !== undefined && due > endsAt);
  return isOver ? undefined : due;
};

const nth = (every: Every, startsAt: Date, n: number): Date | undefined => {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO('UTC');
  try {
    return new Date(start.add({ [`${every}s`]: n }).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
