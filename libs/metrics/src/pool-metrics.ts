import { Counter, Gauge, type Registry } from 'prom-client';

/** What names a connection in the events of a pool. */
interface PoolEvent {
  readonly address: string;
  readonly connectionId?: number | '<monitor>' | undefined;
}

/** A MongoDB client, as what counts its connections sees it. */
export interface PoolEvents {
  on(event: string, listener: (event: PoolEvent) => void): unknown;
  off(event: string, listener: (event: PoolEvent) => void): unknown;
}

const nameOf = ({ address, connectionId }: PoolEvent): string => `${address} ${connectionId}`;

/**
 * Shows the connections to the database.
 * They are kept by name, since a client may have some before it is observed: such a one counts from its first use.
 * @returns ends it
 */
export const observePool = (registry: Registry, client: PoolEvents): (() => void) => {
  const registers = [registry];
  const open = new Set<string>();
  const inUse = new Set<string>();
  const connections = new Gauge({
    name: 'mongodb_pool_connections',
    help: 'Connections to the database: open, and of these in use.',
    labelNames: ['state'],
    registers,
    collect: () => {
      connections.set({ state: 'open' }, open.size);
      connections.set({ state: 'in_use' }, inUse.size);
    },
  });
  let waitingCalls = 0;
  const waiting: Gauge = new Gauge({
    name: 'mongodb_pool_waiting',
    help: 'Calls that wait for a connection.',
    registers,
    collect: () => {
      waiting.set(waitingCalls);
    },
  });
  const failures = new Counter({
    name: 'mongodb_pool_checkout_failures_total',
    help: 'Calls that got no connection.',
    registers,
  });
  const waitsNoMore = (): void => {
    waitingCalls = Math.max(0, waitingCalls - 1);
  };
  const listeners: readonly (readonly [string, (event: PoolEvent) => void])[] = [
    ['connectionCreated', (event) => open.add(nameOf(event))],
    [
      'connectionClosed',
      (event) => {
        open.delete(nameOf(event));
        inUse.delete(nameOf(event));
      },
    ],
    [
      'connectionCheckOutStarted',
      () => {
        waitingCalls += 1;
      },
    ],
    [
      'connectionCheckedOut',
      (event) => {
        waitsNoMore();
        open.add(nameOf(event));
        inUse.add(nameOf(event));
      },
    ],
    [
      'connectionCheckOutFailed',
      () => {
        waitsNoMore();
        failures.inc();
      },
    ],
    ['connectionCheckedIn', (event) => inUse.delete(nameOf(event))],
  ];
  for (const [event, listener] of listeners) client.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) client.off(event, listener);
  };
};
