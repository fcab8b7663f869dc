import type { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import type { ProjectionStatusSource } from '@event-sourcing/service-shell';

/** How the service's projections are doing, for `GET /projections`. */
export const projectionStatus = (subscriptions: SubscriptionRegistry): ProjectionStatusSource => ({
  waitFor: (position, options) => subscriptions.waitFor(position, options),
  list: async () => (await subscriptions.list()).map(({ active: _, ...status }) => status),
});
