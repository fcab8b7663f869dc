import type { MongoEventStore } from '@event-sourcing/event-store';
import type { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import type { ReadinessCheck } from '@event-sourcing/service-shell';

const INDEXES = ['position', 'tag', 'type'];

/** The log can be read, its indexes are there, and each projection is run by some instance, if not by this one. */
export const readinessChecks = (
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
      if (!(await store.db.collection('commits').indexExists(INDEXES))) {
        throw new Error(
          `The collection commits lacks one of the indexes ${INDEXES.join(', ')}. Start again.`,
        );
      }
    },
  },
  {
    name: 'projections',
    check: async () => {
      const idle = await subscriptions.idle();
      if (idle.length > 0) throw new Error(`No instance runs ${idle.join(', ')} at present.`);
    },
  },
];
