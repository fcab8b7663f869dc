import { Counter, Gauge, type Registry } from 'prom-client';

/** A MongoDB client, as what counts its connections sees it. */
export interface PoolEvents {
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

/** Shows the connections to the database. @returns ends it */
export const observePool = (registry: Registry, client: PoolEvents): (() => void) => {
  const registers = [registry];
  const connections = new Gauge({
    name: 'mongodb_pool_connections',
    help: 'Connections to the database: open, and of these in use.',
    labelNames: ['state'],
    registers,
  });
  const waiting = new Gauge({
    name: 'mongodb_pool_waiting',
    help: 'Calls that wait for a connection.',
    registers,
  });
  const failures = new Counter({
    name: 'mongodb_pool_checkout_failures_total',
    help: 'Calls that got no connection.',
    registers,
  });
  for (const state of ['open', 'in_use']) connections.set({ state }, 0);
  const listeners: readonly (readonly [string, () => void])[] = [
    ['connectionCreated', () => connections.inc({ state: 'open' })],
    ['connectionClosed', () => connections.dec({ state: 'open' })],
    ['connectionCheckOutStarted', () => waiting.inc()],
    [
      'connectionCheckedOut',
      () => {
        waiting.dec();
        connections.inc({ state: 'in_use' });
      },
    ],
    [
      'connectionCheckOutFailed',
      () => {
        waiting.dec();
        failures.inc();
      },
    ],
    ['connectionCheckedIn', () => connections.dec({ state: 'in_use' })],
  ];
  for (const [event, listener] of listeners) client.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) client.off(event, listener);
  };
};
