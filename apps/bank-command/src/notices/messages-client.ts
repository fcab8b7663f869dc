import type { UserId } from '@event-sourcing/domain-kernel';
import { CORRELATION_HEADER, type OwnToken } from '@event-sourcing/service-chassis';
import { NoticeNotSent } from './notice-not-sent';

/** Whom a notice says it is from. */
export const SENDER = 'bank';

/** A message as messages-command takes it. */
export interface MessageToSend {
  readonly messageId: string;
  readonly text: string;
  readonly from: string;
}

export interface SendOptions {
  readonly idempotencyKey: string;
  readonly correlationId: string | undefined;
  /** Aborts the call: it has a time. */
  readonly signal: AbortSignal;
}

/** Sends messages through messages-command. */
export class MessagesClient {
  readonly #base: string;

  /** @param url where messages-command listens; may have a path */
  constructor(
    url: string,
    private readonly token: OwnToken,
  ) {
    this.#base = url.replace(/\/+$/, '');
  }

  /**
   * Sends a message; the same key again sends it no second time.
   * @throws NoticeNotSent for an answer that is no success; whatever `fetch` throws when there is no answer
   */
  async send(
    userId: UserId,
    message: MessageToSend,
    { idempotencyKey, correlationId, signal }: SendOptions,
  ): Promise<void> {
    const response = await fetch(`${this.#base}/users/${userId}/messages`, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        ...(await this.token.headers()),
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...(correlationId !== undefined && { [CORRELATION_HEADER]: correlationId }),
      },
      body: JSON.stringify(message),
    });
    // Read to its end, so that the connection is free again.
    const said = await response.text();
    if (response.status === 401) this.token.refused();
    if (!response.ok) throw new NoticeNotSent(response.status, said);
  }
}
