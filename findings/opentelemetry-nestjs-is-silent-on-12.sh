#!/usr/bin/env bash
# Seen on 2026-11-28.
# @opentelemetry/instrumentation-nestjs-core 0.70.0 installs beside Nest 12 without a word and does nothing there: no
# span, no warning, also with OpenTelemetry's own diagnostics on. Its range of supported versions is inside its code
# and in no peer range, so neither npm nor a type check can tell; after the upgrade of Nest traces just lack the
# controllers. Seen, one request in CommonJS, where nothing else is needed:
# > Nest 11.1.9: Create Nest App, list, Orders.list
# > Nest 12.1.1: no span
source "$(dirname "$0")/lib/common.sh"
work=$PWD
for nest in 11.1.9 12.1.1; do
  mkdir "$work/$nest" && cd "$work/$nest"
  npm_packages @nestjs/{common,core,platform-express}@$nest reflect-metadata@0.2.2 rxjs@7.8.2 \
    @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-{base,node}@2.9.0 \
    @opentelemetry/instrumentation@0.223.0 @opentelemetry/instrumentation-nestjs-core@0.70.0
  cat >main.cjs <<'JS'
const { diag, DiagConsoleLogger, DiagLogLevel } = require('@opentelemetry/api');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { NestInstrumentation } = require('@opentelemetry/instrumentation-nestjs-core');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');

diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);
const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new NestInstrumentation()] });

require('reflect-metadata');
const { Controller, Get, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
class Orders {
  list() {
    return [];
  }
}
Controller('orders')(Orders);
Get()(Orders.prototype, 'list', Object.getOwnPropertyDescriptor(Orders.prototype, 'list'));
class App {}
Module({ controllers: [Orders] })(App);

(async () => {
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  await fetch(`${await app.getUrl()}/orders`);
  await app.close();
  const names = exporter.getFinishedSpans().map(({ name }) => name);
  console.log(`Nest ${process.argv[2]}: ${names.join(', ') || 'no span'}`);
})();
JS
done
cd "$work"
expect_seen bash -c 'for nest in 11.1.9 12.1.1; do (cd $nest && node --no-warnings main.cjs $nest 2>&1); done'
