import { Problem, type ProblemMembers, tryAgainLater } from '../problems';

const challenge = (parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  'www-authenticate': `Bearer ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`,
});

/** 401: nobody is named. RFC 6750, 3.1: without an error code. */
export const tokenMissing = (realm: string): Problem =>
  new Problem('unauthenticated', 401, 'Send a token: Authorization: Bearer <token>.', {
    headers: challenge({ realm }),
  });

/** 401: the token proves nothing. @param why a sentence in ASCII, without quotes */
export const tokenInvalid = (realm: string, why: string, cause?: unknown): Problem =>
  new Problem('unauthenticated', 401, why, {
    headers: challenge({ realm, error: 'invalid_token', error_description: why }),
    cause,
  });

/** 403: the token does not reach this far. @param scope what would */
export const scopeMissing = (scope: string): Problem =>
  new Problem('forbidden', 403, `The token lacks the scope ${scope}.`, {
    members: { scope },
    headers: challenge({ error: 'insufficient_scope', scope }),
  });

/**
 * 403: it is another's.
 * @param members what names it
 * @param scope what would let one in
 */
export const forbidden = (detail: string, members: ProblemMembers, scope = 'admin'): Problem =>
  new Problem('forbidden', 403, detail, {
    members,
    headers: challenge({ error: 'insufficient_scope', scope }),
  });

/** 503: whoever cannot be asked has not said no: the token may be good. */
export const keysAway = (cause: unknown): Problem =>
  tryAgainLater('The keys of tokens cannot be read now. Nothing was done. Try again.', {}, cause);
