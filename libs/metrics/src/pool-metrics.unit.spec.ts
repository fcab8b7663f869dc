import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { observePool } from './pool-metrics';

const observed = () => {
  const registry = new Registry();
  const client = new EventEmitter();
  observePool(registry, client);
  const happens = (event: string, connectionId?: number) =>
    client.emit(event, { address: 'db:27017', connectionId });
  const shown = async (name: string) => {
    const { values = [] } = (await registry.getSingleMetric(name)?.get()) ?? {};
    return values.map(({ value, labels }) => [labels.state, value]);
  };
  return { happens, shown };
};

describe('the connections to the database', () => {
  it('are open from their creation until they are closed, and in use between', async () => {
    const { happens, shown } = observed();
    happens('connectionCreated', 1);
    happens('connectionCreated', 2);
    happens('connectionCheckOutStarted');
    happens('connectionCheckedOut', 2);
    expect(await shown('mongodb_pool_connections')).toEqual([
      ['open', 2],
      ['in_use', 1],
    ]);
    happens('connectionCheckedIn', 2);
    happens('connectionClosed', 2);
    expect(await shown('mongodb_pool_connections')).toEqual([
      ['open', 1],
      ['in_use', 0],
    ]);
  });

  it('that were there before count from their first use, and never below none', async () => {
    const { happens, shown } = observed();
    happens('connectionCheckedOut', 1);
    happens('connectionCheckedIn', 1);
    happens('connectionClosed', 7);
    expect(await shown('mongodb_pool_connections')).toEqual([
      ['open', 1],
      ['in_use', 0],
    ]);
    expect(await shown('mongodb_pool_waiting')).toEqual([[undefined, 0]]);
  });
});
