import type { z } from 'zod';
import { ToolError } from '../tool-error';
import { failureReason } from './failure-reason';

/** What a service answered. */
export interface Answer {
  readonly status: number;
  /** Undefined when there is none, or it is not JSON. */
  readonly body: unknown;
  /** The header `Log-Position`. */
  readonly position: number | undefined;
  /** What was asked, in words, for messages. */
  readonly request: string;
}

/**
 * Reads an answer that must have one status, and a body of one form.
 * @throws ToolError `unexpected-answer`
 */
export const expectAnswer = <Body>(answer: Answer, status: number, schema: z.ZodType<Body>): Body => {
  const { data } = schema.safeParse(answer.body);
  if (answer.status === status && data !== undefined) return data;
  const reason = failureReason(answer.status, answer.body);
  throw new ToolError('unexpected-answer', `${answer.request} answered ${reason}, expected ${status}.`);
};
