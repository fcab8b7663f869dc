import { z } from 'zod';

const problemSchema = z.object({ code: z.string(), detail: z.string().optional() });

/** Why a request was refused, in a few words: the status, and what a problem's body says. */
export const failureReason = (status: number, body: unknown): string => {
  const problem = problemSchema.safeParse(body).data;
  return problem === undefined
    ? String(status)
    : `${status} ${[problem.code, problem.detail].filter(Boolean).join(': ')}`;
};

// Read by its form: an error of another realm (Jest's) is no instance of this one's Error.
const errorSchema = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
});

/** Why a request got no answer, in a few words. */
export const connectionReason = (error: unknown): string => {
  const { name, message, cause } = errorSchema.parse(error);
  return cause?.code ?? (name === 'TimeoutError' ? 'no answer in time' : message);
};
