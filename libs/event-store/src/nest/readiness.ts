import { LOG_INDEXES } from '../log';
import type { MongoEventStore } from '../mongo-event-store';
import type { SubscriptionRegistry, Trouble } from './subscription-registry';

/** Something that must hold before a service is ready. */
export interface StoreCheck {
  readonly name: string;
  /** Resolves when it holds. */
  check(): Promise<void>;
  /** What is going wrong, whether or not it holds. */
  troubles?(): Promise<readonly Trouble[]>;
}

/**
 * What a service on an event store needs to be ready: the log can be read, its indexes are there, and each subscription
 * is run by some instance, if not by this one; no projection fails. What a reaction has left to do keeps nobody from being
 * served: it is told.
 */
export const storeReadiness = (
  { log, db }: Pick<MongoEventStore, 'log' | 'db'>,
  subscriptions: SubscriptionRegistry,
): readonly StoreCheck[] => [
  {
    name: 'store',
    check: async () => {
      await log.head();
    },
  },
  {
    name: 'indexes',
    check: async () => {
      const names = LOG_INDEXES.map(({ name }) => name);
      if (await db.collection('commits').indexExists(names)) return;
      throw new Error(`The collection commits lacks one of the indexes ${names.join(', ')}. Start again.`);
    },
  },
  {
    name: 'subscriptions',
    check: async () => {
      const idle = await subscriptions.idle();
      if (idle.length > 0) throw new Error(`No instance runs ${idle.join(', ')} at present.`);
      for (const { kind, name, error } of await subscriptions.troubles())
        if (kind === 'projection' && error !== undefined)
          throw new Error(`The projection ${name} fails: ${error}`);
    },
    troubles: () => subscriptions.troubles(),
  },
];
