/** What a problem is about, as members of its own: `accountId`, `errors`. */
export type ProblemMembers = Readonly<Record<string, unknown>>;

export interface ProblemOptions {
  readonly members?: ProblemMembers;
  /** Headers of the answer: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * An answer that says no, as RFC 9457 problem details. Throw it anywhere while a request is handled.
 *
 * - `code` is stable and in kebab case; clients act on it.
 * - `status` is 400 to 599.
 * - `detail` is a sentence for people; it never holds a driver's message or a stack.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly members: ProblemMembers;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    { members = {}, headers = {}, cause }: ProblemOptions = {},
  ) {
    super(`${code}: ${detail}`, cause === undefined ? undefined : { cause });
    this.members = members;
    this.headers = headers;
  }
}

/** Recognised by its shape, so that two copies of this library in one process agree. */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem' && 'status' in error && 'detail' in error;

const titleOf = (code: string): string =>
  (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll('-', ' ').replace(/\bjson\b/, 'JSON');

/**
 * The body of a problem.
 * @param instance the path of the request
 */
export const problemBody = (
  { code, status, detail, members }: Problem,
  instance: string,
): Record<string, unknown> => {
  const standard = { type: `urn:problem:${code}`, title: titleOf(code), status, detail, instance, code };
  return { ...standard, ...members, ...standard };
};
