#!/usr/bin/env bash
# Seen on 2026-11-28.
# The MongoDB driver for Node 7.8.0 sends a command that the server refuses as overloaded up to three times, with
# pauses between: also what it does not retry otherwise, such as `updateMany` and plain commands. A caller's own
# retries multiply with it, and a refusal at once takes a while. `retryWrites` and `retryReads` turn it off, for
# plain commands too. Seen, sends per call (by default, then with both off):
# > updateMany: 3, 1
# > runCommand: 3, 1
# > insertOne: 3, 1
# > findOne: 3, 1
source "$(dirname "$0")/lib/common.sh"
npm_packages mongodb@7.8.0
cp "$LIB/fake-mongo-server.mjs" .

expect_node <<'JS'
import { MongoClient } from 'mongodb';
import { fakeMongoServer } from './fake-mongo-server.mjs';

let sends = 0;
const overloaded = {
  ...{ ok: 0, code: 462, codeName: 'IngressRequestRateLimitExceeded', errmsg: 'too many requests' },
  errorLabels: ['SystemOverloadedError', 'RetryableError'],
};
const server = await fakeMongoServer((asked) => ('endSessions' in asked ? { ok: 1 } : (sends++, overloaded)));
const calls = {
  updateMany: (db) => db.collection('orders').updateMany({}, { $inc: { views: 1 } }),
  runCommand: (db) => db.command({ collMod: 'orders' }),
  insertOne: (db) => db.collection('orders').insertOne({}),
  findOne: (db) => db.collection('orders').findOne({}),
};
const settings = [{}, { retryWrites: false, retryReads: false }];
const clients = settings.map((options) => new MongoClient(server.uri, options));
for (const [name, call] of Object.entries(calls)) {
  const counts = [];
  for (const client of clients) {
    sends = 0;
    await call(client.db('shop')).catch(() => {});
    counts.push(sends);
  }
  console.log(`${name}: ${counts.join(', ')}`);
}
await Promise.all(clients.map((client) => client.close()));
server.close();
JS
