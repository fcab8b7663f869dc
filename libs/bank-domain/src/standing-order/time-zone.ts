import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** The zone as it is spelled in the IANA database, whose names differ in more than case. */
const spelled = (name: string): string | undefined => {
  // Temporal also takes offsets, and zones out of whole times: neither has a calendar of its own.
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
};

/** The name of a time zone in the IANA database: `Europe/Berlin`, `UTC`; in whatever case, comes out as it is spelled. */
export const timeZone = z.string().transform((name, context) => {
  const zone = spelled(name);
  if (zone !== undefined) return zone;
  context.addIssue({ code: 'custom', message: 'must be the name of an IANA time zone, Europe/Berlin' });
  return z.NEVER;
});

/** A time zone as it is recorded. */
export const recordedTimeZone = z.string().refine((name) => spelled(name) === name, {
  error: 'must be the name of an IANA time zone, as it is spelled there',
});
