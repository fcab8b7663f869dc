import { freeText } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import { pageQuery } from '../paging';
import { optionalReasonBody, queryBoolean, queryPosition, reasonBody } from '../validation';

export const reactionParams = z.strictObject({ name: z.string() });
export type ReactionParams = z.output<typeof reactionParams>;

export const parkedParams = z.strictObject({ name: z.string(), position: queryPosition });
export type ParkedParams = z.output<typeof parkedParams>;

export const parkedQuery = z.strictObject({
  ...pageQuery,
  waiting: queryBoolean.default(false).meta({ description: 'Lists what is tried again and again, too.' }),
});
export type ParkedQuery = z.output<typeof parkedQuery>;

export const retryBody = optionalReasonBody('RetryParked', 'The receiver is back.');
export type RetryBody = z.output<typeof retryBody>;

export const resumeAtBody = z
  .strictObject({
    position: z
      .int()
      .min(0)
      .meta({ description: 'Of the log; what follows is done, also what was done before.' }),
    reason: freeText,
  })
  .meta({ id: 'ResumeReaction', example: { position: 6, reason: 'The log was restored to position 6.' } });
export type ResumeAtBody = z.output<typeof resumeAtBody>;

export const skipBody = reasonBody('SkipParked', 'Done by hand.');
export type SkipBody = z.output<typeof skipBody>;
