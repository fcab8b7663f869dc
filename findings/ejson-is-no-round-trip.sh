#!/usr/bin/env bash
# Seen on 2026-11-28.
# bson 7.3.4 (npm): `EJSON`, the format of MongoDB's exports, loses data in both directions by default. Relaxed
# output writes a 64-bit integer as a JSON number, whose last digits the same library then cannot read back; and
# keys that start with `$` are not escaped in either mode, so that an ordinary document which looks like a typed
# value is read back as one, the rest of it dropped. A log exported and imported so is another log. Seen:
# > relaxed, 4611686018427387905 → {"total":4611686018427388000} → 4611686018427387904
# > canonical, 4611686018427387905 → {"total":{"$numberLong":"4611686018427387905"}} → 4611686018427387905
# > relaxed, {"$numberLong":"5","unit":"kg"} → 5
# > canonical, {"$numberLong":"5","unit":"kg"} → 5
source "$(dirname "$0")/lib/common.sh"
npm_packages bson@7.3.4

expect_node <<'JS'
import { EJSON, Long } from 'bson';

const total = Long.fromString('4611686018427387905');
const plain = { $numberLong: '5', unit: 'kg' };
for (const [mode, relaxed] of [['relaxed', true], ['canonical', false]]) {
  const text = EJSON.stringify({ total }, { relaxed });
  const read = EJSON.parse(text, { relaxed, useBigInt64: relaxed }).total;
  console.log(`${mode}, ${total} → ${text} → ${BigInt(read)}`);
}
for (const [mode, relaxed] of [['relaxed', true], ['canonical', false]]) {
  const { note } = EJSON.parse(EJSON.stringify({ note: plain }, { relaxed }), { relaxed });
  console.log(`${mode}, ${JSON.stringify(plain)} → ${note}`);
}
JS
