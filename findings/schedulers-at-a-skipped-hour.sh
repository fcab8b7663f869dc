#!/usr/bin/env bash
# Seen on 2026-11-28.
# A standing order at 02:30 every day in Berlin: on 2027-03-28, when the clocks go from 02:00 to 03:00, cron-parser
# 5.10.6 runs it at 03:30, croner 11.0.1 at 03:00 and rrule 2.8.1 at 01:30, before its time of day; RFC 5545, whose
# rules rrule carries out, says 03:30. Two of them in one system (one that plans, one that shows) disagree, and an
# "already run?" check by the planned instant fails. Seen, in Berlin's time:
# > cron-parser: 27 at 02:30, 28 at 03:30, 29 at 02:30
# > croner: 27 at 02:30, 28 at 03:00, 29 at 02:30
# > rrule: 27 at 02:30, 28 at 01:30, 29 at 02:30
source "$(dirname "$0")/lib/common.sh"
npm_packages cron-parser@5.10.6 croner@11.0.1 rrule@2.8.1
export TZ=UTC # rrule counts in the process's own zone

expect_node <<'JS'
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import rrule from 'rrule';

const zone = 'Europe/Berlin';
const daily = '30 2 * * *';
const before = new Date('2027-03-26T12:00:00Z');
const planned = CronExpressionParser.parse(daily, { tz: zone, currentDate: before });
const rule = { freq: rrule.RRule.DAILY, dtstart: new Date('2027-03-27T02:30:00Z'), tzid: zone, count: 3 };
const runs = {
  'cron-parser': [1, 2, 3].map(() => planned.next().toDate()),
  croner: new Cron(daily, { timezone: zone }).nextRuns(3, before),
  rrule: new rrule.RRule(rule).all(),
};
const shown = { day: '2-digit', hour: '2-digit', minute: '2-digit' };
const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...shown });
for (const [name, dates] of Object.entries(runs)) {
  console.log(`${name}: ${dates.map((date) => local.format(date).replace(', ', ' at ')).join(', ')}`);
}
JS
