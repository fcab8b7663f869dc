import type { Fault } from '@event-sourcing/domain-kernel';
import { entityTag } from '../entity-tags';
import { excerpt } from '../request';
import { Problem, type ProblemMembers } from './problem';

/** Of the faults of a request that an answer lists; the rest is counted. */
const FAULTS_LISTED = 20;
/** Of the sentence for people; the faults themselves stand in `errors`. */
const FAULTS_SPOKEN = 5;
const PATH_LENGTH = 100;

const spoken = (errors: readonly Fault[], count: number): string => {
  const sentences = errors
    .slice(0, FAULTS_SPOKEN)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const more = count - sentences.length;
  return [...sentences, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
};

/** 400: the request is not of its form. `errors` holds the first 20 faults, `moreErrors` counts the others. */
export const validationFailed = (faults: readonly Fault[]): Problem => {
  const errors = faults
    .slice(0, FAULTS_LISTED)
    .map(({ path, message }) => ({ path: excerpt(path, PATH_LENGTH), message }));
  const more = faults.length - errors.length;
  return new Problem('validation-failed', 400, spoken(errors, faults.length), {
    members: { errors, ...(more > 0 && { moreErrors: more }) },
  });
};

/** 400: the body is not JSON. */
export const malformedJson = (why: string): Problem => new Problem('malformed-json', 400, why);

/** 404: no such path. */
export const routeNotFound = (): Problem =>
  new Problem('route-not-found', 404, 'There is nothing at this path. See /openapi.json for what there is.');

/** 405: the path exists, with other methods. */
const methodNotAllowed = (method: string, allowed: readonly string[]): Problem =>
  new Problem('method-not-allowed', 405, `${method} is not possible here, only ${allowed.join(', ')}.`, {
    headers: { allow: allowed.join(', ') },
  });

/** No route has this method at this path. @param allowed the methods that it has */
export const unrouted = (method: string, allowed: readonly string[]): Problem =>
  allowed.length === 0 ? routeNotFound() : methodNotAllowed(method, allowed);

/** 403: a browser sends it for a page that is not the service's own. */
export const fromOtherSite = (): Problem =>
  new Problem('forbidden', 403, 'A page of another site may not write here.');

/** 421: the request is for another host. */
export const misdirectedRequest = (): Problem =>
  new Problem(
    'misdirected-request',
    421,
    'This service is not known by that Host. Names beside those of loopback are set with ALLOWED_HOSTS.',
  );

/** 412: `If-Match` names another version than the present one. */
export const preconditionFailed = (version: number, members: ProblemMembers): Problem =>
  new Problem('precondition-failed', 412, 'It has changed since. Read it again and decide anew.', {
    members,
    headers: { etag: entityTag(version) },
  });

/** 413: the body is too large. */
export const payloadTooLarge = (limitInBytes: number): Problem =>
  new Problem('payload-too-large', 413, `A body may have at most ${limitInBytes} bytes.`);

/** 415: the body is not declared as JSON. */
export const unsupportedMediaType = (): Problem =>
  new Problem(
    'unsupported-media-type',
    415,
    'Send the body as application/json, UTF-8, without a content coding.',
  );

/** 422: the key belongs to another request. */
export const idempotencyKeyReused = (): Problem =>
  new Problem(
    'idempotency-key-reused',
    422,
    'This Idempotency-Key belongs to another request that succeeded. Use a new key for a new request.',
  );

/** 429: whoever asks has asked this too often. @param afterS when it may be asked again, in seconds */
export const tooManyRequests = (afterS: number): Problem =>
  new Problem('too-many-requests', 429, `You have asked this too often. Ask again in ${afterS} s.`, {
    headers: { 'retry-after': String(afterS) },
  });

/** 429: so much at once is for one alone. */
export const tooManyAtOnce = (): Problem =>
  new Problem(
    'too-many-requests',
    429,
    'You hold as many of these at once as one may. End one, and ask again.',
    {
      headers: { 'retry-after': '1' },
    },
  );

/** 503: nothing was written; try again in a second. */
export const tryAgainLater = (
  detail = 'Nothing was written. Try again in a moment.',
  members: ProblemMembers = {},
  cause?: unknown,
): Problem =>
  new Problem('try-again-later', 503, detail, { members, headers: { 'retry-after': '1' }, cause });

/** 503: it may or may not have been written; the same request under the same key learns it. */
export const outcomeUnknown = (): Problem =>
  new Problem(
    'outcome-unknown',
    503,
    'It may or may not have been written. Repeat the request with the same Idempotency-Key to learn it.',
  );

/** 504: what answers has not reached the position asked for. */
export const notYetProjected = (after: number, position: number): Problem =>
  new Problem(
    'not-yet-projected',
    504,
    `Position ${after} was asked for, ${position} is reached. Try again.`,
    {
      members: { after, position },
    },
  );

/** 500: a defect. What happened is in the log, under the correlation id. */
export const internalError = (cause: unknown): Problem =>
  new Problem('internal-error', 500, 'Something went wrong here. It is logged under the X-Correlation-Id.', {
    cause,
  });
