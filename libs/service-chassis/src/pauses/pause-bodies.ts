import type { Pause } from '@event-sourcing/event-store';
import { z } from 'zod';
import { optionalReasonBody, reasonBody } from '../validation';

export const pauseBody = reasonBody('Pause', 'The receiver is being repaired.');
export type PauseBody = z.output<typeof pauseBody>;

export const resumeBody = optionalReasonBody('Resume', 'The receiver is back.');
export type ResumeBody = z.output<typeof resumeBody>;

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
