/** An answer as tests look at it. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; `undefined` when it is empty or something else. */
  readonly json: unknown;
  readonly text: string;
  /** The header `Log-Position` as a number; `undefined` without it. */
  readonly position: number | undefined;
}
