import type { MongoEventStore } from '@event-sourcing/event-store';
import type { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import type { ReadinessCheck } from '@event-sourcing/service-shell';

const INDEXES = ['position', 'tag', 'type'];

/** The log can be read, the index that keeps its rule is there, and some instance runs each subscription. */
export const readiness = (
  store: MongoEventStore,
  subscriptions: SubscriptionRegistry,
): readonly ReadinessCheck[] => [
  {
    name: 'store',
    check: async () => {
      await store.head();
    },
  },
  {
    name: 'indexes',
    check: async () => {
      if (await store.db.collection('commits').indexExists(INDEXES)) return;
      throw new Error(`The collection commits lacks one of the indexes ${INDEXES.join(', ')}. Start again.`);
    },
  },
  {
    name: 'subscriptions',
    check: async () => {
      const idle = await subscriptions.idle();
      if (idle.length > 0) throw new Error(`No instance runs ${idle.join(', ')}.`);
    },
  },
];
