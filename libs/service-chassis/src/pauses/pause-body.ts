import type { Pause } from '@event-sourcing/event-store';
import { z } from 'zod';

/** An operator's decision that it does not run. */
export const pausedBody = z.object({
  since: z.iso.datetime(),
  by: z.string().optional(),
  reason: z.string().optional(),
});

export const viewPause = ({ since, by, reason }: Pause): z.output<typeof pausedBody> => ({
  since: since.toISOString(),
  ...(by !== undefined && { by }),
  ...(reason !== undefined && { reason }),
});
