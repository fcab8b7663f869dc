#!/usr/bin/env bash
# Seen on 2026-11-28.
# SecantusDB 0.7.0b3 (PyPI), a server for MongoDB's protocol, takes two guarantees of reading and does not keep them:
# a snapshot session outside a transaction sees what was written after its first read, and a read "after" a time an
# hour ahead is answered at once from what there is, where MongoDB waits. No error tells: who checks causality or
# snapshots on it has checked nothing, while an unknown read concern is refused as it should be. Seen:
# > snapshot session, first read: 1 document
# > the same session, after another insert: 2 documents
# > read after a time an hour ahead, patience 1 s: answered
# > read concern "nonsense": refused, 9
source "$(dirname "$0")/lib/common.sh"
source "$LIB/secantusdb.sh"
npm_packages mongodb@7.8.0
start_secantusdb

expect_node <<'JS'
import { MongoClient, Timestamp } from 'mongodb';

const client = new MongoClient(process.env.URI);
const db = client.db('shop');
const orders = db.collection('orders');
await orders.insertOne({ order: 1 });

const session = client.startSession({ snapshot: true });
const seen = async () => (await orders.find({}, { session }).toArray()).length;
console.log(`snapshot session, first read: ${await seen()} document`);
await orders.insertOne({ order: 2 });
console.log(`the same session, after another insert: ${await seen()} documents`);
await session.endSession();

const { operationTime } = await db.command({ hello: 1 });
const afterClusterTime = new Timestamp({ t: operationTime.getHighBits() + 3600, i: 1 });
const read = (readConcern) =>
  db.command({ find: 'orders', readConcern, maxTimeMS: 1000 }).then(
    () => 'answered',
    ({ code }) => `refused, ${code}`,
  );
const ahead = await read({ level: 'majority', afterClusterTime });
console.log(`read after a time an hour ahead, patience 1 s: ${ahead}`);
console.log(`read concern "nonsense": ${await read({ level: 'nonsense' })}`);
await client.close();
JS
