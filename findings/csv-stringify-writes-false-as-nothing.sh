#!/usr/bin/env bash
# Seen on 2026-11-28.
# csv-stringify 6.9.0 (npm) writes `false` as an empty cell, like `null`, `true` as 1 and a date as its milliseconds.
# In an export "not cancelled" and "unknown" are one, and a spreadsheet shows dates as numbers that it takes for other
# dates or for none. Seen:
# > cancelled: true,false,null → 1,,
# > at: 2027-01-01T00:00:00.000Z → 1798761600000
source "$(dirname "$0")/lib/common.sh"
npm_packages csv-stringify@6.9.0

expect_node <<'JS'
import { stringify } from 'csv-stringify/sync';

const at = new Date('2027-01-01T00:00:00Z');
console.log(`cancelled: true,false,null → ${stringify([[true, false, null]]).trimEnd()}`);
console.log(`at: ${at.toISOString()} → ${stringify([[at]]).trimEnd()}`);
JS
