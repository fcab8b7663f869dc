import { freeText } from '@event-sourcing/domain-kernel';
import { z } from 'zod';

/** The body of what an operator does for a reason that is kept. @param id its name in the contract */
export const reasonBody = (id: string, example: string) =>
  z.strictObject({ reason: freeText }).meta({ id, example: { reason: example } });

/** The same where a reason may be given, or no body at all. */
export const optionalReasonBody = (id: string, example: string) =>
  z
    .strictObject({ reason: freeText.optional() })
    .meta({ id, example: { reason: example } })
    .optional();
