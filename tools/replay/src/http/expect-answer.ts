import type { z } from 'zod';
import { ReplayError } from '../replay-error';
import { failureReason } from './failure-reason';
import type { Answer } from './service-client';

/**
 * Reads the answer of a request that cannot be refused.
 * @throws ReplayError `unexpected-answer`
 */
export const expectAnswer = <Body>(answer: Answer, status: number, schema: z.ZodType<Body>): Body => {
  const { data } = schema.safeParse(answer.body);
  if (answer.status === status && data !== undefined) return data;
  const reason = failureReason(answer.status, answer.body);
  throw new ReplayError('unexpected-answer', `${answer.request} answered ${reason}, expected ${status}.`);
};
