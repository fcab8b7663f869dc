import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { Collector, type CollectedSpan } from './collector.fixture';

const TIMEOUT_MS = 300_000;
const collector = new Collector();
const dataDir = mkdtempSync(join(tmpdir(), 'traces-'));
let stack: Stack | undefined;
let portBase: number;

/** Where the test itself stands in the trace. */
const traceId = randomBytes(16).toString('hex');
const own = { spanId: randomBytes(8).toString('hex') };
const traced = { traceparent: `00-${traceId}-${own.spanId}-01` };

const ask = async (port: number, path: string, body?: object, headers = {}): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${portBase + port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect([200, 201]).toContain(response.status);
  await response.body?.cancel();
  return Number(response.headers.get('log-position'));
};

/** A span of the transfer's own trace, within another. */
const within = (parent: { readonly spanId: string }, service: string, name: string) =>
  collector.find(service, name, (span) => span.traceId === traceId && span.parentSpanId === parent.spanId);

/** A trace of its own that names what it was done for. */
const linkingTo = async (
  { spanId }: CollectedSpan,
  service: string,
  name: string,
): Promise<CollectedSpan> => {
  const linked = (span: CollectedSpan) => span.links.some((link) => link.spanId === spanId);
  const found = await collector.find(service, name, (span) => span.traceId !== traceId && linked(span));
  expect(found.parentSpanId ?? '').toBe('');
  expect(found.links).toContainEqual(expect.objectContaining({ traceId, spanId }));
  return found;
};

/** What there is, once it is. */
const eventually = async <Result>(look: () => Result | undefined): Promise<Result> => {
  for (const until = Date.now() + 20_000; ;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('It did not come.');
    await pause(50);
  }
};

const logOf = (service: string): readonly Record<string, unknown>[] =>
  readFileSync(join(dataDir, 'logs', `${service}-1.log`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  const endpoint = await collector.listen();
  portBase = await freePortBase();
  const env = {
    ...process.env,
    MONGODB_URI: undefined,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  stack = await startStack({ dataDir, portBase, env, verbose: true });
  await ask(1, '/accounts', { accountId: 'ann-1', owner: 'ann' });
  await ask(1, '/accounts', { accountId: 'bob-1', owner: 'bob' });
  await ask(1, '/accounts/ann-1/deposits', { amount: '100' });
  await ask(1, '/transfers', { from: 'ann-1', to: 'bob-1', amount: '40' }, traced);
}, TIMEOUT_MS);

afterAll(async () => {
  await stack?.stop();
  collector.close();
  rmSync(dataDir, { recursive: true, force: true });
}, TIMEOUT_MS);

describe('the trace of a transfer, over three services that were built', () => {
  let notice: CollectedSpan;

  it(
    'leads from the request over the decision and the append to the reaction, and to the next service',
    async () => {
      const request = await within(own, 'bank-command', 'POST /transfers');
      const decision = await within(request, 'bank-command', 'decide');
      const append = await within(decision, 'bank-command', 'append');
      expect(decision.facts).toMatchObject({
        'event_store.outcome': 'written',
        'event_store.attempts': 1,
        'event_store.position': 4,
      });
      const reaction = await within(append, 'bank-command', 'react transfer-notices');
      expect(reaction.facts).toMatchObject({ 'event_store.outcome': 'done', 'event_store.position': 4 });
      const call = await within(reaction, 'bank-command', 'POST');
      const next = await within(call, 'messages-command', 'POST /users/:userId/messages');
      notice = await within(await within(next, 'messages-command', 'decide'), 'messages-command', 'append');
    },
    TIMEOUT_MS,
  );

  it(
    'leads to the projection that shows what was sent, whose step is linked to what it was done for',
    async () => {
      const shown = await within(notice, 'messages-query', 'project messages');
      const step = await linkingTo(notice, 'messages-query', 'project messages');
      expect(shown.links).toEqual([expect.objectContaining({ traceId: step.traceId, spanId: step.spanId })]);
      expect(step.facts).toMatchObject({
        'event_store.outcome': 'stored',
        'event_store.attempts': 1,
        'event_store.events': 1,
      });
    },
    TIMEOUT_MS,
  );

  it(
    'is linked to by the batch that stored it, which holds the command to the database',
    async () => {
      const batch = await linkingTo(notice, 'messages-command', 'insert batch');
      expect(batch.facts).toMatchObject({
        'event_store.outcome': 'stored',
        'event_store.attempts': 1,
        'event_store.commits': 1,
        'event_store.events': 1,
        'event_store.position': 1,
      });
      const inserts = collector.spans.filter(({ parentSpanId }) => parentSpanId === batch.spanId);
      expect(inserts.map(({ name, facts }) => [name, facts['db.query.text']])).toEqual([
        ['insert commits', ''],
      ]);
    },
    TIMEOUT_MS,
  );

  it('is named by a line of the log of each', async () => {
    await ask(3, '/users/bob/messages?after=1', undefined, traced);
    for (const service of ['bank-command', 'messages-command', 'messages-query']) {
      const isOurs = (line: Record<string, unknown>) => line.msg === 'request' && line.trace_id === traceId;
      const line = await eventually(() => logOf(service).find(isOurs));
      expect(line).toMatchObject({ service, correlationId: expect.any(String), span_id: expect.any(String) });
    }
  });

  it('publishes no command line', () => {
    expect(JSON.stringify(collector.spans)).not.toContain('main.js');
  });
});
