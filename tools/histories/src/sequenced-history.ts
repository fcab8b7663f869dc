import { randomBytes } from 'node:crypto';
import { EventLog, EventStore } from '@event-sourcing/event-store';
import type { OpenStore } from './clients/instance';
import { ProxiedRegistry } from './proxied-registry';
import { Random } from './random';
import { type History, type HistoryOptions, runHistory } from './run-history';

const HOST = '127.0.0.1';

/** A history in real time, in which one instance appends for the others, and the connections between them are cut. */
export const sequencedHistory = async (options: HistoryOptions): Promise<History> => {
  const random = new Random(options.seed);
  const registry = new ProxiedRegistry();
  const secret = randomBytes(32);
  const stores: EventStore[] = [];
  const open: OpenStore = async (storage, instance) => {
    const log = await EventLog.open(storage, instance, {
      registry,
      sequencer: { host: HOST, port: 0, secret },
    });
    const store = new EventStore(log, instance);
    stores.push(store);
    return store;
  };
  try {
    return await runHistory({ ...options, open, disturb: () => registry.cutOne(random) });
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await registry.close();
  }
};
