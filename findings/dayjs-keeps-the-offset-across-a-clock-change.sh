#!/usr/bin/env bash
# Seen on 2026-11-28.
# Day.js 1.11.23 with its timezone plugin adds days and months at the offset of where it started: 09:00 in Berlin on
# 31 January, three months later, shows 09:00 at +01:00, an offset that Berlin does not have in April, and is the
# instant of 10:00. The clock on the object says nothing of it; only the stored instant, or another library, does.
# Luxon 3.7.2 is right. Seen, as shown → as an instant:
# > dayjs, plus 3 months: 2027-04-30T09:00:00+01:00 → 2027-04-30T08:00:00.000Z
# > luxon, plus 3 months: 2027-04-30T09:00:00+02:00 → 2027-04-30T07:00:00.000Z
source "$(dirname "$0")/lib/common.sh"
npm_packages luxon@3.7.2 dayjs@1.11.23
export TZ=UTC

expect_node <<'JS'
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { DateTime } from 'luxon';

dayjs.extend(utc);
dayjs.extend(timezone);
const [start, zone] = ['2027-01-31T09:00:00', 'Europe/Berlin'];
const later = dayjs.tz(start, zone).add(3, 'month');
console.log(`dayjs, plus 3 months: ${later.format()} → ${later.toISOString()}`);
const right = DateTime.fromISO(start, { zone }).plus({ months: 3 });
const shown = right.toISO({ suppressMilliseconds: true });
console.log(`luxon, plus 3 months: ${shown} → ${right.toUTC().toISO()}`);
JS
