/** messages-command answered a notice with something else than success. */
export class NoticeNotSent extends Error {
  override readonly name = 'NoticeNotSent';

  /** @param status of the answer, 300 to 599 */
  constructor(
    readonly status: number,
    said: string,
  ) {
    super(`messages-command answered ${status}: ${said.slice(0, 1_000)}`);
  }
}

/**
 * Whether a notice will never be taken as it is: a 4xx other than "too many requests", and than "unauthenticated", which
 * says something of our token and nothing of the notice.
 */
export const isRefusedNotice = (error: unknown): boolean =>
  error instanceof NoticeNotSent &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 429].includes(error.status);
