#!/usr/bin/env bash
# Seen on 2026-11-28.
# csv-parse 7.0.3 (npm) with `info: true` and records that end with LF by option: a CR before it is a part of the last
# cell, as asked for, and is counted as a line of its own all the same. Whoever tells people in which line a fault is
# tells them twice the number. Seen, as the lines of three records that end with CR LF:
# > told "\n": 2, 4, 6
# > told nothing: 1, 2, 3
# > told ["\r\n","\n"]: 1, 2, 3
source "$(dirname "$0")/lib/common.sh"
npm_packages csv-parse@7.0.3

expect_node <<'JS'
import { parse } from 'csv-parse/sync';

const text = 'id,amount\r\n1,10\r\n2,20\r\n';
for (const record_delimiter of ['\n', undefined, ['\r\n', '\n']]) {
  const read = parse(text, { info: true, ...(record_delimiter && { record_delimiter }) });
  const told = record_delimiter === undefined ? 'nothing' : JSON.stringify(record_delimiter);
  console.log(`told ${told}: ${read.map(({ info }) => info.lines).join(', ')}`);
}
JS
