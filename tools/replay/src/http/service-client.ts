import type { Patience } from './patience';
import { failureReason, reachedPosition } from './failure-reason';

const ANSWER_WITHIN_MS = 30_000;
/** 429 and 503: told to come again. 504: not reflected yet. 502: what a proxy says when the service is away. */
const ASK_AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** A request to a service. A command carries a key, so that repeating it does nothing twice. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly key?: string;
  readonly body?: Readonly<Record<string, string>>;
}

/** What a service answered, other than to come again. */
export interface Answer {
  readonly status: number;
  /** Undefined when there is none, or it is not JSON. */
  readonly body: unknown;
  /** The header `Log-Position`. */
  readonly position: number | undefined;
  /** What was asked, in words, for messages. */
  readonly request: string;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const integerHeader = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
};

/**
 * Talks to all instances of a service in turn. What gets no answer, or is told to come again, is repeated with the
 * same key, at the next instance, for as long as patience lasts.
 */
export class ServiceClient {
  #turn = 0;
  #reached = 0;

  constructor(
    private readonly addresses: readonly string[],
    private readonly patience: Patience,
  ) {}

  /** @throws ReplayError `no-progress`, `stopped` */
  async send(request: ServiceRequest): Promise<Answer> {
    for (let failures = 0; ; failures += 1) {
      this.patience.assertGoesOn();
      const address = this.#nextAddress();
      const result = await this.#try(address, request);
      if (typeof result !== 'string') {
        this.patience.progress();
        return result;
      }
      await this.patience.pause(failures, `${request.method} ${address}${request.path}: ${result}`);
    }
  }

  /** One try. @returns the answer, or why to try again */
  async #try(address: string, { method, path, key, body }: ServiceRequest): Promise<Answer | string> {
    try {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.any([this.patience.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      const text = await response.text();
      if (ASK_AGAIN.has(response.status)) {
        this.#notice(reachedPosition(parse(text)) ?? 0);
        return failureReason(response.status, parse(text));
      }
      return {
        status: response.status,
        body: parse(text),
        position: integerHeader(response.headers, 'log-position'),
        request: `${method} ${address}${path}`,
      };
    } catch (error) {
      return failureReason(undefined, error);
    }
  }

  /** A projection that lags and comes nearer is worth waiting for. */
  #notice(reached: number): void {
    if (reached <= this.#reached) return;
    this.#reached = reached;
    this.patience.progress();
  }

  #nextAddress(): string {
    const address = this.addresses[this.#turn % this.addresses.length];
    if (address === undefined) throw new Error('A client needs an address.');
    this.#turn += 1;
    return address;
  }
}
