#!/usr/bin/env bash
# Seen on 2026-11-28.
# @fastify/sse 0.6.0 leaves out what is 0: an event with the id 0 is sent without an id, and `retry: 0` not at all. A
# log that counts positions from 0, or calls the empty log 0, sends its first event without a place to resume from:
# after a drop the client starts at "now". As the text '0' the id is kept. Seen, what is given → what is sent:
# > {"id":0,"data":"a"} → data: "a"
# > {"id":"0","data":"a"} → id: 0, data: "a"
# > {"id":1,"data":"a"} → id: 1, data: "a"
# > {"retry":0,"data":"a"} → data: "a"
source "$(dirname "$0")/lib/common.sh"
npm_packages fastify@5.12.5 @fastify/sse@0.6.0

expect_node <<'JS'
import fastifySse from '@fastify/sse';
import Fastify from 'fastify';

const app = Fastify();
await app.register(fastifySse);
const events = [
  { id: 0, data: 'a' },
  { id: '0', data: 'a' },
  { id: 1, data: 'a' },
  { retry: 0, data: 'a' },
];
app.get('/events', { sse: true }, async (_, reply) => {
  for (const event of events) await reply.sse.send(event);
});
const url = await app.listen({ port: 0, host: '127.0.0.1' });
const answer = await fetch(`${url}/events`, { headers: { accept: 'text/event-stream' } });
const frames = (await answer.text()).trim().split('\n\n');
events.forEach((event, at) => console.log(`${JSON.stringify(event)} → ${frames[at].replaceAll('\n', ', ')}`));
await app.close();
JS
