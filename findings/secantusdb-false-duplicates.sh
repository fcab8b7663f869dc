#!/usr/bin/env bash
# Seen on 2026-11-28.
# SecantusDB 0.7.0b3 (PyPI), a server for MongoDB's protocol, checks a unique compound index over one array as a
# cross product of its members' fields: a document is refused for a pair that no element of any document has.
# MongoDB indexes the pairs that stand together. A unique "one place a tag" over events refuses valid commits here,
# and tests written on this server teach that such an index is of no use. Seen, after {a, 1} and {b, 2} in one array:
# > [{ tag: 'a', place: 1 }]: refused, 11000 (rightly)
# > [{ tag: 'a', place: 2 }]: refused, 11000 (no element is so)
# > [{ tag: 'c', place: 1 }]: stored
source "$(dirname "$0")/lib/common.sh"
source "$LIB/secantusdb.sh"
npm_packages mongodb@7.8.0
start_secantusdb

expect_node <<'JS'
import { MongoClient } from 'mongodb';

const client = new MongoClient(process.env.URI);
const commits = client.db('shop').collection('commits');
await commits.createIndex({ 'events.tag': 1, 'events.place': 1 }, { unique: true });
await commits.insertOne({ events: [{ tag: 'a', place: 1 }, { tag: 'b', place: 2 }] });
const tryIt = async (tag, place, remark) => {
  const outcome = await commits.insertOne({ events: [{ tag, place }] }).then(
    () => 'stored',
    ({ code }) => `refused, ${code} (${remark})`,
  );
  console.log(`[{ tag: '${tag}', place: ${place} }]: ${outcome}`);
};
await tryIt('a', 1, 'rightly');
await tryIt('a', 2, 'no element is so');
await tryIt('c', 1);
await client.close();
JS
