import { z } from 'zod';

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const MINUTE = 60_000;

const isRealDate = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/**
 * Reads an RFC 3339 time with a zone, to the millisecond (finer digits are cut off).
 * A leap second is read as the second after it, as POSIX time does.
 * @returns `undefined` when it is not one, or lies outside the years 0000 to 9999 in UTC
 */
export const parseInstant = (text: string): Date | undefined => {
  const parts = RFC_3339.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] =
    parts;
  if (!isRealDate(Number(year), Number(month), Number(day))) return undefined;
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00.000Z`);
  const offset = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const isLeapSecond = second === '60';
  if (isLeapSecond && (minutes + 1) % (24 * 60) !== 0) return undefined;
  const milliseconds =
    Number(second) * 1000 + (isLeapSecond ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3)));
  const instant = new Date(midnight + minutes * MINUTE + milliseconds);
  const utcYear = instant.getUTCFullYear();
  return utcYear >= 0 && utcYear <= 9999 ? instant : undefined;
};

/** A time in a body or query: RFC 3339 with a zone, as a `Date`. */
export const instant = z
  .string()
  .meta({ format: 'date-time' })
  .transform((text, context) => {
    const parsed = parseInstant(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({
      code: 'custom',
      message: 'must be a time in RFC 3339 with a zone, 2026-01-31T12:00:00Z',
    });
    return z.NEVER;
  });
