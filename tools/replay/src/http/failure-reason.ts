import { z } from 'zod';

const problemSchema = z.object({ code: z.string(), detail: z.string().optional() });

const lagSchema = z.object({ code: z.literal('not-yet-projected'), position: z.number() });

/** The position that a lagging projection has reached; undefined when the body says nothing of it. */
export const reachedPosition = (body: unknown): number | undefined =>
  lagSchema.safeParse(body).data?.position;

const connectionError = (error: Error): string => {
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message;
};

/** Why a request did not get what it wanted, in a few words: from a problem's body, or from the error of a connection. */
export const failureReason = (status: number | undefined, bodyOrError: unknown): string => {
  if (bodyOrError instanceof Error) return connectionError(bodyOrError);
  const problem = problemSchema.safeParse(bodyOrError).data;
  const about = problem === undefined ? '' : ` ${[problem.code, problem.detail].filter(Boolean).join(': ')}`;
  return `${status ?? 'no status'}${about}`;
};
