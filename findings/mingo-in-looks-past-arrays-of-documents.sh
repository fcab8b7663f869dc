#!/usr/bin/env bash
# Seen on 2026-11-28.
# mingo 7.2.7 (npm), MongoDB's query language over objects: on a path that leads through an array of documents to an
# array in each, equality looks into the inner arrays as MongoDB does, but $in and $all do not, so $nin lets through
# what it should keep out. On a plain array all of them look inside. Seen, for an order with lines tagged red and blue:
# > lines.tags: "red" → true
# > lines.tags: {"$in":["red"]} → false
# > lines.tags: {"$all":["red"]} → false
# > lines.tags: {"$nin":["red"]} → true
# > tags: {"$in":["red"]} → true
source "$(dirname "$0")/lib/common.sh"
npm_packages mingo@7.2.7

expect_node <<'JS'
import { Query } from 'mingo';

const order = { lines: [{ tags: ['red'] }, { tags: ['blue'] }], tags: ['red', 'blue'] };
const conditions = ['red', { $in: ['red'] }, { $all: ['red'] }, { $nin: ['red'] }];
const asked = [...conditions.map((condition) => ['lines.tags', condition]), ['tags', { $in: ['red'] }]];
for (const [path, condition] of asked) {
  const found = new Query({ [path]: condition }).test(order);
  console.log(`${path}: ${JSON.stringify(condition)} → ${found}`);
}
JS
