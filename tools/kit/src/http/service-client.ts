import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { ToolError } from '../tool-error';
import { expectAnswer, type Answer } from './expect-answer';
import { connectionReason, failureReason } from './failure-reason';

const ANSWER_WITHIN_MS = 30_000;
const GIVE_UP_AFTER_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** 429 and 503: told to come again. 504: not reflected yet. 502: what a proxy says when the service is away. */
const ASK_AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** A request to a service. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** What a command is known by when it is repeated; a new one if not given. */
  readonly key?: string;
}

/** Why a try was none: no answer (`answer` is undefined), or one that says to come again. */
export interface FailedTry {
  readonly reason: string;
  readonly answer: Answer | undefined;
  /** Of this request, in a row. */
  readonly failures: number;
}

/** How long a client goes on. */
export interface ServiceClientOptions {
  readonly signal?: AbortSignal;
  /** Told of every answer that is none to come again. */
  readonly onAnswer?: () => void;
  /** Told of every failed try; throws to give up. Gives up after 30 s if not given. */
  readonly onFailure?: (failed: FailedTry) => void;
  /** What it is let in with; none if not given. */
  readonly token?: () => Promise<string | undefined>;
  /** Milliseconds before the second try, 100 if not given; doubled for each further one up to five seconds. */
  readonly pauseMs?: number;
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
 * Talks to the copies of a service in turn. What gets no answer, or is told to come again, is sent again under the
 * same key, to the next copy, until `onFailure` gives up.
 */
export class ServiceClient {
  readonly #addresses: readonly string[];
  #turn = 0;

  constructor(
    addresses: string | readonly string[],
    private readonly options: ServiceClientOptions = {},
  ) {
    this.#addresses = typeof addresses === 'string' ? [addresses] : addresses;
  }

  /** @throws ToolError `no-answer`; what `onFailure` throws; the reason of the signal */
  async send(request: ServiceRequest): Promise<Answer> {
    const {
      signal,
      token,
      onFailure = giveUpAfter(GIVE_UP_AFTER_MS),
      pauseMs = FIRST_PAUSE_MS,
    } = this.options;
    const key = request.key ?? randomUUID();
    for (let failures = 1; ; failures += 1) {
      signal?.throwIfAborted();
      const address = this.#nextAddress();
      const tried = await tryOnce(address, { ...request, key }, await token?.(), signal);
      if ('status' in tried && !ASK_AGAIN.has(tried.status)) {
        this.options.onAnswer?.();
        return tried;
      }
      signal?.throwIfAborted();
      const reason = 'status' in tried ? failureReason(tried.status, tried.body) : tried.reason;
      const answer = 'status' in tried ? tried : undefined;
      onFailure({ reason: `${request.method} ${address}${request.path}: ${reason}`, answer, failures });
      const longest = Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** Math.min(failures - 1, 30));
      // An abort is told at the loop's begin, with its reason.
      await delay(longest * (0.5 + Math.random() / 2), undefined, { ...(signal && { signal }) }).catch(
        () => undefined,
      );
    }
  }

  /**
   * Sends a request that must be answered with one status and a body of one form.
   * @throws ToolError `unexpected-answer`; and as {@link send}
   */
  async expect<Body>(request: ServiceRequest, status: number, schema: z.ZodType<Body>): Promise<Body> {
    return expectAnswer(await this.send(request), status, schema);
  }

  /** Every page of a list, in order, each fetched when it is asked for. */
  async *pages<Page extends { readonly nextCursor?: string | undefined }>(
    path: string,
    schema: z.ZodType<Page>,
    parameters: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<Page> {
    const query = new URLSearchParams({ limit: '500', ...parameters });
    for (;;) {
      const page = await this.expect({ method: 'GET', path: `${path}?${query.toString()}` }, 200, schema);
      yield page;
      if (page.nextCursor === undefined) return;
      query.set('cursor', page.nextCursor);
    }
  }

  #nextAddress(): string {
    const address = this.#addresses[this.#turn % this.#addresses.length];
    if (address === undefined) throw new Error('A client needs an address.');
    this.#turn += 1;
    return address;
  }
}

/** Lets a request be repeated for a time, counted from its first failure. */
const giveUpAfter = (withinMs: number): ((failed: FailedTry) => void) => {
  const until = Date.now() + withinMs;
  return ({ reason, failures }) => {
    if (Date.now() < until) return;
    throw new ToolError('no-answer', `Gave up after ${failures} tries; last: ${reason}. See that it runs.`);
  };
};

const tryOnce = async (
  address: string,
  { method, path, body, key }: ServiceRequest,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Answer | { readonly reason: string }> => {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return {
      status: response.status,
      body: parse(await response.text()),
      position: integerHeader(response.headers, 'log-position'),
      request: `${method} ${address}${path}`,
    };
  } catch (error) {
    return { reason: connectionReason(error) };
  }
};
