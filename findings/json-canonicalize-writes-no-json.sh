#!/usr/bin/env bash
# Seen on 2026-11-28.
# json-canonicalize 3.0.1 (npm), canonical JSON by RFC 8785 for digests: a member that is a function, or whose
# `toJSON` gives nothing, is written as the word `undefined`, which no JSON parser reads; and what a `toJSON`
# returns is left unsorted, so that equal values give different texts and digests. canonicalize 5.1.0 leaves such
# members out, as `JSON.stringify` does, and sorts. Seen (json-canonicalize | canonicalize):
# > a method a, b 1: {"a":undefined,"b":1} | {"b":1}
# > toJSON giving nothing in a, b 1: {"a":undefined,"b":1} | {"b":1}
# > toJSON giving z, a: {"z":1,"a":2} | {"a":2,"z":1}
# > toJSON giving a, z: {"a":2,"z":1} | {"a":2,"z":1}
source "$(dirname "$0")/lib/common.sh"
npm_packages json-canonicalize@3.0.1 canonicalize@5.1.0

expect_node <<'JS'
import canonicalize from 'canonicalize';
import * as jsonCanonicalize from 'json-canonicalize';

const values = {
  'a method a, b 1': { a() {}, b: 1 },
  'toJSON giving nothing in a, b 1': { a: { toJSON() {} }, b: 1 },
  'toJSON giving z, a': { toJSON: () => ({ z: 1, a: 2 }) },
  'toJSON giving a, z': { toJSON: () => ({ a: 2, z: 1 }) },
};
for (const [name, value] of Object.entries(values)) {
  console.log(`${name}: ${jsonCanonicalize.canonicalize(value)} | ${canonicalize(value)}`);
}
JS
