#!/usr/bin/env bash
# Seen on 2026-11-28.
# @opentelemetry/instrumentation-mongodb 0.76.0 masks the values of a command before it puts them into the span.
# Binary data is walked byte by byte, each becoming a masked value of its own, and an `insertMany` holds its documents
# twice: the attribute is four and eight times as long as what is sent, and is built on the thread that serves
# requests. Without a span around it (a poller, a batch for many callers) a call leaves no span at all. Seen with a
# document of 1,000,000 bytes on mongodb 7.8.0, in million characters:
# > insertOne, text: 0
# > insertOne, binary: 4
# > insertMany, binary: 8
# > insertMany, binary, without a parent: no span
source "$(dirname "$0")/lib/common.sh"
npm_packages mongodb@7.8.0 @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-{base,node}@2.9.0 \
  @opentelemetry/instrumentation@0.223.0 @opentelemetry/instrumentation-mongodb@0.76.0
cp "$LIB/fake-mongo-server.mjs" .

expect_node <<'JS'
import { createRequire } from 'node:module';
import { trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new MongoDBInstrumentation()] });
// Only now, since the instrumentation replaces parts of the driver as they are loaded.
const { MongoClient } = createRequire(import.meta.url)('mongodb');
const { fakeMongoServer } = await import('./fake-mongo-server.mjs');

const server = await fakeMongoServer(() => ({ ok: 1, n: 1 }));
const client = new MongoClient(server.uri);
const files = client.db('shop').collection('files');
const binary = Buffer.alloc(1_000_000);
const inRequest = (call) => trace.getTracer('shop').startActiveSpan('request', call);
const seen = async (name, call, parent = inRequest) => {
  exporter.reset();
  await parent(call);
  const text = exporter.getFinishedSpans()[0]?.attributes['db.query.text'];
  console.log(`${name}: ${text === undefined ? 'no span' : Math.round(text.length / 1e6)}`);
};
await seen('insertOne, text', () => files.insertOne({ content: 'x'.repeat(1_000_000) }));
await seen('insertOne, binary', () => files.insertOne({ content: binary }));
await seen('insertMany, binary', () => files.insertMany([{ content: binary }]));
await seen('insertMany, binary, without a parent', () => files.insertMany([{ content: binary }]), (call) => call());
await client.close();
server.close();
JS
