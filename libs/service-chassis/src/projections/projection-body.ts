import { z } from 'zod';
import type { ProjectionStatus } from '@event-sourcing/event-store';
import { pausedBody, viewPause } from '../pauses';

const position = z.int().min(0);

const projectionBody = z
  .object({
    name: z.string(),
    version: z.int().min(1),
    status: z
      .enum(['running', 'waiting', 'paused', 'rebuilding', 'failed'])
      .meta({ description: '`waiting`: another instance runs it.' }),
    position,
    head: position,
    lag: z.int().min(0).meta({ description: 'In events.' }),
    rebuild: z
      .object({
        version: z.int().min(1),
        position,
        percent: z.int().min(0).max(100),
        secondsLeft: z.int().min(0).meta({ description: 'An estimate by the rate of late.' }),
      })
      .optional(),
    setAside: z.int().min(1).optional().meta({ description: 'Keys that go no further.' }),
    error: z.string().optional(),
    paused: pausedBody.optional(),
  })
  .meta({ id: 'Projection' });

export const projectionListBody = z
  .object({ projections: z.array(projectionBody) })
  .meta({ id: 'ProjectionList' });
export type ProjectionList = z.output<typeof projectionListBody>;

/** A projection as operators see it. */
export const viewProjection = ({
  name,
  version,
  status,
  position,
  head,
  lag,
  rebuild,
  setAside,
  error,
  paused,
}: ProjectionStatus): ProjectionList['projections'][number] => ({
  name,
  version,
  status,
  position,
  head,
  lag,
  ...(rebuild !== undefined && { rebuild }),
  ...(setAside !== undefined && { setAside }),
  ...(error !== undefined && { error }),
  ...(paused && { paused: viewPause(paused) }),
});
