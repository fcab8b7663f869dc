import type { MongoEventStore } from '@event-sourcing/event-store';
import type { ReadinessCheck } from '@event-sourcing/service-shell';

const INDEXES = ['position', 'tag', 'type'];

/** The log can be read, and the index that keeps its rule is there. */
export const storeReadiness = (store: MongoEventStore): readonly ReadinessCheck[] => [
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
];
