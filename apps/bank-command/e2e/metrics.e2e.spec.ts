import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@event-sourcing/engine';
import { type Bank, opened, startBank, succeeded } from './bank.fixture';

let bank: Bank;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}/metrics`;
  bank = await startBank({ environment: { METRICS_PORT: String(port) } });
});
afterAll(() => bank.stop());

/** The samples, as Prometheus reads them: by name and labels. */
const samples = async (): Promise<ReadonlyMap<string, number>> => {
  const text = await (await fetch(url)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
};

describe('GET /metrics', () => {
  it('is answered on a port of its own, in the form that Prometheus reads, and nothing else is', async () => {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect((await fetch(new URL('/accounts', url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await bank.client.get('/metrics')).status).toBe(404);
  });

  it('counts what is asked of the service and of the log', async () => {
    const { client } = bank;
    await opened(client, 'ann');
    const before = await samples();
    const key = { 'idempotency-key': 'metrics-1' };
    await succeeded(client.post('/accounts/ann/deposits', { amount: '5' }, key));
    await succeeded(client.post('/accounts/ann/deposits', { amount: '5' }, key));
    await client.post('/accounts/ann/withdrawals', { amount: '50' });
    await client.get('/no-such-path');
    const now = await samples();
    const grown = (name: string) => (now.get(name) ?? 0) - (before.get(name) ?? 0);

    expect(
      grown('http_requests_total{method="POST",route="/accounts/:accountId/deposits",status="201"}'),
    ).toBe(2);
    expect(
      grown('http_requests_total{method="POST",route="/accounts/:accountId/withdrawals",status="422"}'),
    ).toBe(1);
    expect(grown('http_requests_total{method="GET",route="none",status="404"}')).toBe(1);
    expect(
      grown('http_request_duration_seconds_count{method="POST",route="/accounts/:accountId/deposits"}'),
    ).toBe(2);
    expect(grown('event_store_appends_total{outcome="stored"}')).toBe(1);
    expect(grown('event_store_appended_events_total')).toBe(1);
    expect(grown('event_store_batches_total{outcome="stored"}')).toBe(1);
    expect(grown('event_store_decisions_total{outcome="refused"}')).toBe(1);
    expect(grown('event_store_state_reads_total{source="memory"}')).toBeGreaterThan(0);
    expect(grown('event_store_head_position')).toBe(1);
    expect([...now.keys()].filter((name) => name.includes('ann'))).toEqual([]);
  });

  it('tells how far projections and reactions are, and the state of the process', async () => {
    const now = await samples();
    const head = now.get('event_store_head_position') ?? 0;
    expect(head).toBeGreaterThan(0);
    expect(now.get('event_store_readable')).toBe(1);
    expect(now.get('event_store_subscription_active{kind="projection",name="accounts"}')).toBe(1);
    expect(now.get('event_store_subscription_paused{kind="projection",name="accounts"}')).toBe(0);
    expect(
      now.get('event_store_subscription_lag_events{kind="reaction",name="transfer-notices"}'),
    ).toBeGreaterThanOrEqual(0);
    expect(now.get('event_store_reaction_parked_events{name="transfer-notices"}')).toBe(0);
    expect(now.get('event_store_lease_changes_total{subscription="accounts@1",change="acquired"}')).toBe(1);
    expect(now.get('mongodb_pool_connections{state="open"}')).toBeGreaterThan(0);
    expect(now.get('nodejs_heap_size_used_bytes')).toBeGreaterThan(0);
    expect(now.get('http_overload_refusals_total')).toBe(0);
  });
});
