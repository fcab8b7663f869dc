import type { ProjectionStatus as Status } from '@event-sourcing/event-store';
import type { PositionWaiter, ProjectionStatusSource } from '@event-sourcing/service-shell';

/** How the service's projections are doing, for `GET /projections`; waits for the log, not for them. */
export const projectionStatus = (
  log: PositionWaiter,
  ...projections: readonly { status(): Promise<Status> }[]
): ProjectionStatusSource => ({
  waitFor: (position, options) => log.waitFor(position, options),
  list: async () =>
    Promise.all(
      projections.map(async (projection) => {
        const { active: _, ...status } = await projection.status();
        return status;
      }),
    ),
});
