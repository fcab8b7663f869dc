import type { MongoEventStore, SubscriptionStatus } from '@event-sourcing/event-store';
import type { ReadinessCheck } from '@event-sourcing/service-shell';

const INDEXES = ['position', 'tag', 'type'];

/** Something that reads the log durably. */
export interface Subscriber {
  status(): Promise<SubscriptionStatus>;
}

/** The log can be read, the index that keeps its rule is there, and some instance runs each subscription. */
export const readiness = (
  store: MongoEventStore,
  ...subscribers: readonly Subscriber[]
): readonly ReadinessCheck[] => [
  { name: 'store', check: async () => void (await store.head()) },
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
      const statuses = await Promise.all(subscribers.map((subscriber) => subscriber.status()));
      const idle = statuses.filter(({ active }) => !active).map(({ name }) => name);
      if (idle.length > 0) throw new Error(`No instance runs ${idle.join(', ')}.`);
    },
  },
];
