import { z } from 'zod';

const dateTime = z.iso.datetime({ offset: true });
const LEAP_SECOND = /:60(?:\.\d+)?(?=Z|[+-])/i;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Reads an RFC 3339 time with a zone, to the millisecond (finer digits are cut off).
 * A leap second is read as the second after it, as POSIX time does.
 * @returns `undefined` when it is not one, or lies outside the years 0000 to 9999 in UTC
 */
export const parseInstant = (text: string): Date | undefined => {
  const written = text.toUpperCase();
  const withoutLeap = written.replace(LEAP_SECOND, ':59');
  const { success, data } = dateTime.safeParse(withoutLeap);
  if (!success) return undefined;
  const isLeapSecond = withoutLeap !== written;
  const instant = new Date(Date.parse(data) + (isLeapSecond ? 1_000 : 0));
  // Leap seconds are put in at the end of a day in UTC only.
  if (isLeapSecond && instant.getTime() % DAY_MS !== 0) return undefined;
  const year = instant.getUTCFullYear();
  return year >= 0 && year <= 9999 ? instant : undefined;
};

const FINER_THAN_MS = /\.\d{3}\d*[1-9]/;

/** As `parseInstant`, but finer digits are rounded up: what is recorded in milliseconds is at or after both, or neither. */
export const parseBound = (text: string): Date | undefined => {
  const instant = parseInstant(text);
  if (!instant || !FINER_THAN_MS.test(text) || LEAP_SECOND.test(text)) return instant;
  return new Date(instant.getTime() + 1);
};

const time = <Parsed>(parse: (text: string) => Parsed | undefined) =>
  z
    .string()
    .meta({ format: 'date-time' })
    .transform((text, context) => {
      const parsed = parse(text);
      if (parsed !== undefined) return parsed;
      context.addIssue({
        code: 'custom',
        message: 'must be a time in RFC 3339 with a zone, 2026-01-31T12:00:00Z',
      });
      return z.NEVER;
    });

/** A time in a body or query: RFC 3339 with a zone, as a `Date`. */
export const instant = time(parseInstant);

/** An end of a range of times: what is finer than a millisecond is rounded up, to the next one. */
export const rangeBound = time(parseBound);

/** A time of which it matters whether it was written in UTC, `Z`, or with an offset, be it zero. */
export const zonedInstant = time((text) => {
  const parsed = parseInstant(text);
  return parsed && { instant: parsed, isUtc: /z$/i.test(text) };
});
