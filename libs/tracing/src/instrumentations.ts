import { FastifyOtelInstrumentation } from '@fastify/otel';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';

/** What is traced beside the event store: requests that come, requests that go, commands to the database, lines of logs. */
export const instrumentations = (): Instrumentation[] => [
  new FastifyOtelInstrumentation({
    registerOnInitialization: true,
    // A span for each hook and handler would say nothing that the decision within does not.
    instrumentHooks: false,
    instrumentHandler: false,
    recordExceptions: false,
    ignorePaths: ({ url }) => url.startsWith('/health'),
    requestHook: (span, { method, url, routeOptions }) => {
      span.updateName(`${method} ${routeOptions.url ?? 'unknown route'}`);
      // The query stays out: it may hold more than a trace should.
      span.setAttribute('url.path', url.split('?')[0] ?? '');
    },
  }),
  new UndiciInstrumentation({ requireParentforSpans: true }),
  new MongoDBInstrumentation({ dbStatementSerializer: commandAndCollection }),
  new PinoInstrumentation({ disableLogSending: true }),
];

/** Of commands that name a collection. */
const COMMANDS = new Set([
  'aggregate',
  'count',
  'delete',
  'distinct',
  'find',
  'findAndModify',
  'getMore',
  'insert',
  'update',
]);

/**
 * Without it, every value is masked byte by byte: a megabyte that is sent would be an attribute four times as long. It is
 * given a command, but of an insert the first document, of which nothing is to be told.
 */
export const commandAndCollection = (command: Readonly<Record<string, unknown>>): string => {
  const [name = '', collection] = Object.entries(command)[0] ?? [];
  return COMMANDS.has(name) && typeof collection === 'string' ? `${name} ${collection}` : '';
};
