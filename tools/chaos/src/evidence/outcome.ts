import type { Answer, Attempt, Call } from './call';

/** What a client knows when it asks no more. */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly answer: Answer }
  | { readonly kind: 'refused' }
  /** Every attempt was answered with: nothing was written. */
  | { readonly kind: 'unwritten' }
  | { readonly kind: 'unknown' };

export const isSuccess = ({ answer }: Attempt): boolean =>
  answer !== undefined && answer.status >= 200 && answer.status < 300;

/** A rule said no, or what was asked for is not there: it is decided. */
export const isRefusal = ({ answer }: Attempt): boolean =>
  answer !== undefined && [404, 409, 422].includes(answer.status);

/** The contract: 429 and 503 `try-again-later` wrote nothing. */
const isUnwritten = ({ answer }: Attempt): boolean =>
  answer?.status === 429 || (answer?.status === 503 && answer.code === 'try-again-later');

/**
 * What a call came to. A refusal is final for every try that has begun by then. Of an attempt that was answered before,
 * a client knows that it had; one that nobody answered may still be on its way, and is decided anew when it arrives.
 */
export const outcomeOf = ({ attempts }: Pick<Call, 'attempts'>): Outcome => {
  const answer = attempts.find(isSuccess)?.answer;
  if (answer) return { kind: 'acknowledged', answer };
  const last = attempts.findLast(isRefusal);
  const isOver = (one: Attempt): boolean =>
    isRefusal(one) || isUnwritten(one) || (last !== undefined && (one.ended ?? Infinity) < last.began);
  if (last && attempts.every(isOver)) return { kind: 'refused' };
  return attempts.every(isUnwritten) ? { kind: 'unwritten' } : { kind: 'unknown' };
};
