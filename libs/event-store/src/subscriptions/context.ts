import type { MongoEventStore } from '../mongo-event-store';
import type { HeadWatch } from './head-watch';
import type { Leases } from '../leases';
import type { Checkpoints, Pauses } from './mongo';

/** What the subscriptions of a process share. */
export interface SubscriptionsContext {
  readonly store: MongoEventStore;
  readonly watch: HeadWatch;
  readonly leases: Leases;
  readonly checkpoints: Checkpoints;
  readonly pauses: Pauses;
}
