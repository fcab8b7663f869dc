#!/usr/bin/env bash
# Seen on 2026-11-28.
# A server names the index of a duplicate key in a field of its own (`keyPattern`, `keyValue`). The MongoDB driver
# for Node 7.8.0 passes it on from `insertOne`; from `insertMany` and `bulkWrite` it keeps only the message. Who
# has two unique indexes (an id and a position) cannot tell which of them was hit, unless he parses prose that
# differs between servers. Seen with one and the same answer of the server:
# > insertOne: MongoServerError 11000, keyPattern {"position":1}
# > insertMany: MongoBulkWriteError 11000, keyPattern undefined
# > bulkWrite: MongoBulkWriteError 11000, keyPattern undefined
source "$(dirname "$0")/lib/common.sh"
npm_packages mongodb@7.8.0
cp "$LIB/fake-mongo-server.mjs" .

expect_node <<'JS'
import { MongoClient } from 'mongodb';
import { fakeMongoServer } from './fake-mongo-server.mjs';

const duplicate = {
  ...{ index: 0, code: 11000, keyPattern: { position: 1 }, keyValue: { position: 7 } },
  errmsg: 'E11000 duplicate key error collection: shop.commits index: position_1 dup key: { position: 7 }',
};
const refused = { ok: 1, n: 0, writeErrors: [duplicate] };
const server = await fakeMongoServer((asked) => ('insert' in asked ? refused : { ok: 1 }));
const client = new MongoClient(server.uri);
const commits = client.db('shop').collection('commits');
const writes = {
  insertOne: () => commits.insertOne({ position: 7 }),
  insertMany: () => commits.insertMany([{ position: 7 }]),
  bulkWrite: () => commits.bulkWrite([{ insertOne: { document: { position: 7 } } }]),
};
for (const [name, write] of Object.entries(writes)) {
  const error = await write().catch((thrown) => thrown);
  const first = error.writeErrors?.[0];
  const keyPattern = error.keyPattern ?? first?.keyPattern ?? first?.err?.keyPattern;
  console.log(`${name}: ${error.name} ${error.code}, keyPattern ${JSON.stringify(keyPattern)}`);
}
await client.close();
server.close();
JS
