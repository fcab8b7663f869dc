import type { ProjectionStatus as StoredStatus } from '@event-sourcing/event-store';
import type { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import type { ProjectionStatus, ProjectionStatusSource } from '@event-sourcing/service-shell';

const shown = ({ name, version, status, position, head, lag, error }: StoredStatus): ProjectionStatus => ({
  name,
  version,
  status,
  position,
  head,
  lag,
  ...(error !== undefined && { error }),
});

/** What `GET /projections` tells. */
export const projectionStatus = (subscriptions: SubscriptionRegistry): ProjectionStatusSource => ({
  list: async () => (await subscriptions.list()).map(shown),
  waitFor: (position, options) => subscriptions.waitFor(position, options),
});
