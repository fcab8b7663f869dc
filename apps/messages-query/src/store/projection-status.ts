import {
  type EventStore,
  type ProjectionRunner,
  type ProjectionStatus as StoredStatus,
  waitForPosition,
} from '@event-sourcing/event-store';
import type { ProjectionStatus, ProjectionStatusSource, ReadinessCheck } from '@event-sourcing/service-shell';

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
export const projectionStatus = (
  store: EventStore,
  projections: readonly Pick<ProjectionRunner, 'status'>[],
): ProjectionStatusSource => ({
  list: () => Promise.all(projections.map(async (projection) => shown(await projection.status()))),
  waitFor: (position, options) => waitForPosition(store.log, position, options),
});

/** Each projection is run by some instance, if not by this one. */
export const projectionReadiness = (
  projections: readonly Pick<ProjectionRunner, 'name' | 'status'>[],
): readonly ReadinessCheck[] =>
  projections.map((projection) => ({
    name: `projection ${projection.name}`,
    check: async () => {
      if (!(await projection.status()).active) {
        throw new Error(`No instance runs the projection ${projection.name} at present.`);
      }
    },
  }));
