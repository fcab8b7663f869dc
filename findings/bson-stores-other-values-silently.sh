#!/usr/bin/env bash
# Seen on 2026-11-28.
# bson 7.3.4 (npm; inside the MongoDB driver) has no error for values that it cannot hold: it stores other ones. An
# integer beyond 64 bits wraps around (a total in a small unit, wei for instance, becomes any number, of any sign),
# a date that failed to parse becomes a real one, a set becomes an empty document although a Map is kept, and so
# does a boxed number, which JSON would write as a number. Seen, given → read back:
# > 2n ** 64n + 5n → 5
# > 2n ** 63n → -9223372036854775808
# > new Date('2027-02-31T') → 1970-01-01T00:00:00.000Z
# > new Map([['EUR', 5]]) → {"EUR":5}
# > new Set(['EUR']) → {}
# > new Number(5) → {}
source "$(dirname "$0")/lib/common.sh"
npm_packages bson@7.3.4

expect_node <<'JS'
import { deserialize, serialize } from 'bson';

const values = {
  '2n ** 64n + 5n': 2n ** 64n + 5n,
  '2n ** 63n': 2n ** 63n,
  "new Date('2027-02-31T')": new Date('2027-02-31T'),
  "new Map([['EUR', 5]])": new Map([['EUR', 5]]),
  "new Set(['EUR'])": new Set(['EUR']),
  'new Number(5)': new Number(5),
};
for (const [given, value] of Object.entries(values)) {
  const { stored } = deserialize(serialize({ stored: value }), { useBigInt64: true });
  const json = typeof stored === 'bigint' ? `${stored}` : JSON.stringify(stored);
  console.log(`${given} → ${json.replaceAll('"', stored instanceof Date ? '' : '"')}`);
}
JS
