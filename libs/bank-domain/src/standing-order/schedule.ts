import { Temporal } from 'temporal-polyfill';

/** How often a standing order is due. */
export type Every = 'day' | 'week' | 'month';

/** When a standing order is due: from `startsAt` on, up to and including `endsAt`. */
export interface Schedule {
  readonly every: Every;
  readonly startsAt: Date;
  /** In whose calendar due dates are counted, of the form of `timeZone`. */
  readonly timeZone: string;
  readonly endsAt?: Date | undefined;
}

/**
 * The n-th due date, from 0: `startsAt`, then counted from it in the calendar of its time zone, at its time of day there.
 * A month that lacks its day uses the last one that it has; the next month has the day again. A time of day that a clock
 * change skips is the next one that clocks show; one that they show twice is the first.
 * @returns nothing when it lies after `endsAt`, or after what a date can hold
 */
export const dueDate = (schedule: Schedule, n: number): Date | undefined => {
  const { startsAt, endsAt } = schedule;
  const due = n === 0 ? startsAt : nth(schedule, n);
  const isOver = due === undefined || (endsAt !== undefined && due > endsAt);
  return isOver ? undefined : due;
};

const nth = ({ every, startsAt, timeZone }: Schedule, n: number): Date | undefined => {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone);
  try {
    const due = start.toPlainDateTime().add({ [`${every}s`]: n });
    return new Date(firstShown(due, timeZone).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** When the clocks of a zone first show a time, or one after it. */
const firstShown = (time: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime => {
  const earlier = time.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const isShown = earlier.toPlainDateTime().equals(time);
  return isShown ? earlier : (earlier.getTimeZoneTransition('next') ?? earlier);
};
