/** What an answer says beside its body. */
export interface AnswerHead {
  /** 200 to 299; when absent, what `@HttpCode` or the method says. */
  readonly status?: number;
  /** `Log-Position`: of a command, its last event; of a query, what all parts of the answer reflect. */
  readonly position?: number;
  /** `ETag`: the position of the entity's last event. A `GET` with a matching `If-None-Match` becomes 304. */
  readonly version?: number;
  /** `Location`, a path. */
  readonly location?: string;
  /** `Content-Type`, for a body that is a string: `text/csv; charset=utf-8`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body and what is said about it. Return it from a controller. */
export class Answer<Body = unknown> {
  constructor(
    readonly body: Body,
    readonly head: AnswerHead,
  ) {}
}

/**
 * An answer with headers.
 * @example return answer(account, { position: head, version: account.version });
 */
export const answer = <Body>(body: Body, head: AnswerHead): Answer<Body> => new Answer(body, head);

/** An answer without a body (204). */
export const noContent = (head: AnswerHead): Answer<undefined> =>
  new Answer(undefined, { status: 204, ...head });
