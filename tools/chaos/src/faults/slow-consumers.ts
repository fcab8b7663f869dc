import type { Watcher } from '../load/watcher';
import type { FaultKind } from './fault';

/** Readers of streams that take nothing for a while. */
export const slowConsumers = (watchers: ReadonlyMap<string, Watcher>): FaultKind => ({
  name: 'slow consumer',
  targets: [...watchers.keys()],
  lasts: [1_000, 15_000],
  inflict: async (user) => {
    watchers.get(user)?.halt();
    return async () => watchers.get(user)?.goOn();
  },
});
