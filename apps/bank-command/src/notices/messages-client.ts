import type { UserId } from '@event-sourcing/domain-kernel';
import type { OwnToken } from '@event-sourcing/service-chassis';
import { type Client, createClient, sendMessage } from '@event-sourcing/service-clients';
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

const noAnswer = (reason: unknown): Error =>
  new Error(`messages-command gave no answer: ${reason instanceof Error ? reason.message : 'no reason'}`, {
    cause: reason,
  });

/** Sends messages through messages-command. */
export class MessagesClient {
  readonly #client: Client;

  /** @param url where messages-command listens; may have a path */
  constructor(
    url: string,
    private readonly token: OwnToken,
  ) {
    this.#client = createClient({ baseUrl: url.replace(/\/+$/, '') });
  }

  /**
   * Sends a message; the same key again sends it no second time.
   * @throws NoticeNotSent for an answer that is no success; Error when there is no answer, with the reason as its cause
   */
  async send(
    userId: UserId,
    message: MessageToSend,
    { idempotencyKey, correlationId, signal }: SendOptions,
  ): Promise<void> {
    const { response, error } = await sendMessage({
      client: this.#client,
      path: { userId },
      body: message,
      redirect: 'manual',
      signal,
      headers: {
        ...(await this.token.headers()),
        'Idempotency-Key': idempotencyKey,
        ...(correlationId !== undefined && { 'X-Correlation-Id': correlationId }),
      },
    });
    if (response === undefined) throw noAnswer(error);
    if (response.status === 401) this.token.refused();
    if (!response.ok) throw new NoticeNotSent(response.status, JSON.stringify(error));
  }
}
