#!/usr/bin/env bash
# Seen on 2026-11-28.
# The MongoDB driver for Node 7.8.0 accepts `timeoutMS` on an operation and on the client, and neither waits nor
# asks the server to give up by it; 6.20.0 keeps it. On an operation nothing warns: types, code and tests of the
# happy path stay as they are, and a server that hangs is waited for without an end. Seen on a server that greets
# and then never answers, `timeoutMS` 300, looked at after 2 s:
# > mongodb 6.20.0, on the operation: MongoOperationTimeoutError
# > mongodb 6.20.0, on the client: MongoOperationTimeoutError
# > mongodb 7.8.0, on the operation: still waiting
# > mongodb 7.8.0, on the client: still waiting
source "$(dirname "$0")/lib/common.sh"
npm_packages mongodb@7.8.0 mongodb-6@npm:mongodb@6.20.0
cp "$LIB/fake-mongo-server.mjs" .

expect_node <<'JS'
import { fakeMongoServer } from './fake-mongo-server.mjs';

const server = await fakeMongoServer(() => undefined);
for (const [version, driver] of [['6.20.0', 'mongodb-6'], ['7.8.0', 'mongodb']]) {
  const { MongoClient } = await import(driver);
  const seen = async (place, clientOptions, options) => {
    const client = new MongoClient(server.uri, clientOptions);
    const find = client.db('shop').collection('orders').findOne({}, options);
    const outcome = await Promise.race([
      find.then(() => 'answered', (error) => error.name),
      new Promise((resolve) => setTimeout(resolve, 2000, 'still waiting')),
    ]);
    console.log(`mongodb ${version}, on the ${place}: ${outcome}`);
  };
  await seen('operation', {}, { timeoutMS: 300 });
  await seen('client', { timeoutMS: 300 }, {});
}
process.exit();
JS
