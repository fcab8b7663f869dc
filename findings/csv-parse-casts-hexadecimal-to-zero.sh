#!/usr/bin/env bash
# Seen on 2026-11-28.
# csv-parse 7.0.3 (npm) with `cast: true` tests whether a cell is a number by one rule and reads it by another, so
# that a reference such as 0x10 passes the test and is read up to its x: it becomes 0, and so does every other one.
# An id 1e5 becomes 100000 and one of 17 digits another id. Seen, as written → as read:
# > 0x10 → 0
# > 0x1F → 0
# > 1e5 → 100000
# > 12345678901234567 → 12345678901234568
# > 12a → "12a"
source "$(dirname "$0")/lib/common.sh"
npm_packages csv-parse@7.0.3

expect_node <<'JS'
import { parse } from 'csv-parse/sync';

const cells = ['0x10', '0x1F', '1e5', '12345678901234567', '12a'];
const [read] = parse(cells.join(','), { cast: true });
cells.forEach((cell, at) => console.log(`${cell} → ${JSON.stringify(read[at])}`));
JS
