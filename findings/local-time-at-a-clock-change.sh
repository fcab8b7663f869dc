#!/usr/bin/env bash
# Seen on 2026-11-28.
# What instant is a local time that a clock change skips, or that comes twice? @js-temporal/polyfill 0.5.1, luxon
# 3.7.2, dayjs 1.11.23, date-fns-tz 3.2.0 and moment-timezone 0.6.6 answer in four ways, without an error. RFC 5545
# and Temporal put the skipped time after the gap, and take the first of two; others take the second; date-fns-tz
# puts the skipped one before the gap, and which of two it takes depends on the zone of the *process*. A due date
# that one computes and another checks is an hour off, twice a year. Seen in Berlin, 2027-03-28 02:30 (skipped) and
# 2027-10-31 02:30 (twice), in UTC:
# > @js-temporal/polyfill: 01:30, 00:30
# > luxon: 01:30, 01:30
# > dayjs: 01:30, 01:30
# > date-fns-tz: 00:30, 01:30
# > date-fns-tz, process in New York: 00:30, 00:30
# > moment-timezone: 01:30, 00:30
source "$(dirname "$0")/lib/common.sh"
npm_packages @js-temporal/polyfill@0.5.1 luxon@3.7.2 dayjs@1.11.23 date-fns@4.4.0 date-fns-tz@3.2.0 \
  moment-timezone@0.6.6
export TZ=UTC

expect_node <<'JS'
import { Temporal } from '@js-temporal/polyfill';
import { fromZonedTime } from 'date-fns-tz';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { DateTime } from 'luxon';
import moment from 'moment-timezone';

dayjs.extend(utc);
dayjs.extend(timezone);
const zone = 'Europe/Berlin';
const libraries = {
  '@js-temporal/polyfill': (local) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds,
  luxon: (local) => DateTime.fromISO(local, { zone }).toMillis(),
  dayjs: (local) => dayjs.tz(local, zone).valueOf(),
  'date-fns-tz': (local) => fromZonedTime(local, zone).getTime(),
  'moment-timezone': (local) => moment.tz(local, zone).valueOf(),
};
const show = (name, instant) => {
  const utcTime = (local) => new Date(instant(local)).toISOString().slice(11, 16);
  console.log(`${name}: ${utcTime('2027-03-28T02:30:00')}, ${utcTime('2027-10-31T02:30:00')}`);
};
for (const [name, instant] of Object.entries(libraries)) {
  show(name, instant);
  if (name !== 'date-fns-tz') continue;
  process.env.TZ = 'America/New_York';
  show(`${name}, process in New York`, instant);
  process.env.TZ = 'UTC';
}
JS
