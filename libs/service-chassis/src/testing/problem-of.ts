import type { TestAnswer } from './test-answer';

/** A problem as a test expects it, with the members that it names. */
export interface ProblemSeen {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly [member: string]: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textAt = (body: Readonly<Record<string, unknown>>, member: string): string => {
  const value = body[member];
  if (typeof value !== 'string') throw new Error(`A problem has a text "${member}": ${JSON.stringify(body)}`);
  return value;
};

const faultsIn = (errors: unknown): ProblemSeen['errors'] =>
  Array.isArray(errors)
    ? errors
        .filter(isObject)
        .map((error) => ({ path: textAt(error, 'path'), message: textAt(error, 'message') }))
    : [];

/**
 * Reads an answer as a problem.
 * @throws Error when it is not one in the form of RFC 9457 and the contract
 * @example expect(problemOf(answer)).toMatchObject({ status: 404, code: 'account-not-found', accountId: '42' });
 */
export const problemOf = ({ status, headers, json, text }: TestAnswer): ProblemSeen => {
  const type = headers.get('content-type');
  if (type !== 'application/problem+json' || !isObject(json)) {
    throw new Error(`Not a problem: ${status} ${type} ${text.slice(0, 500)}`);
  }
  const code = textAt(json, 'code');
  if (json.type !== `urn:problem:${code}` || json.status !== status || textAt(json, 'title') === '') {
    throw new Error(`A problem that contradicts itself: ${text}`);
  }
  const detail = textAt(json, 'detail');
  const instance = textAt(json, 'instance');
  return { ...json, status, code, detail, instance, errors: faultsIn(json.errors) };
};

/** The paths of a failed validation, sorted. */
export const faultPaths = (answer: TestAnswer): readonly string[] =>
  problemOf(answer)
    .errors.map(({ path }) => path)
    .sort();
