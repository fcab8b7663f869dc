import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ToolError } from '../tool-error';
import { connectionReason, failureReason } from './failure-reason';

const ANSWER_WITHIN_MS = 30_000;
const GIVE_UP_AFTER_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** 429 and 503: told to come again. 504: not reflected yet. 502: what a proxy says when the service is away. */
const ASK_AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Why a try was none: no answer, or one that says to come again. */
export interface FailedTry {
  readonly reason: string;
  /** Of an answer; undefined where there is none, or it is not JSON. */
  readonly body: unknown;
  /** Of this request, in a row. */
  readonly failures: number;
}

/** How long a client goes on. */
export interface PatienceOptions {
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

/**
 * A `fetch` that asks the copies of a service in turn. What gets no answer, or is told to come again, is sent again
 * under the same key, to the next copy, until `onFailure` gives up. It throws ToolError `no-answer`, what `onFailure`
 * throws, and the reason of the signal.
 * @param addresses origins of the copies; that of a request is replaced by one of them
 */
export const patientFetch = (
  addresses: readonly string[],
  { signal, token, onAnswer, onFailure, pauseMs = FIRST_PAUSE_MS }: PatienceOptions,
): ((request: Request) => Promise<Response>) => {
  let turn = 0;
  const nextAddress = (): string => {
    const address = addresses[turn % addresses.length];
    if (address === undefined) throw new Error('A client needs an address.');
    turn += 1;
    return address;
  };
  return async ({ method, url, headers: given, body: stream }) => {
    const { pathname, search } = new URL(url);
    const body = stream === null ? undefined : await new Response(stream).text();
    const headers = new Headers(given);
    if (method !== 'GET' && !headers.has('idempotency-key')) headers.set('idempotency-key', randomUUID());
    const failed = onFailure ?? giveUpAfter(GIVE_UP_AFTER_MS);
    for (let failures = 1; ; failures += 1) {
      signal?.throwIfAborted();
      const bearer = await token?.();
      if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
      const target = `${nextAddress()}${pathname}${search}`;
      const tried = await tryOnce(target, { method, headers, ...(body !== undefined && { body }) }, signal);
      if (tried.answer !== undefined && !ASK_AGAIN.has(tried.answer.status)) {
        onAnswer?.();
        return tried.answer;
      }
      signal?.throwIfAborted();
      const { reason, body: told } = await whyNone(tried);
      failed({ reason: `${method} ${target}: ${reason}`, body: told, failures });
      const longest = Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** Math.min(failures - 1, 30));
      // An abort is told at the loop's begin, with its reason.
      await delay(longest * (0.5 + Math.random() / 2), undefined, { ...(signal && { signal }) }).catch(
        () => undefined,
      );
    }
  };
};

/** Lets a request be repeated for a time, counted from its first failure. */
const giveUpAfter = (withinMs: number): ((failed: FailedTry) => void) => {
  const until = Date.now() + withinMs;
  return ({ reason, failures }) => {
    if (Date.now() < until) return;
    throw new ToolError('no-answer', `Gave up after ${failures} tries; last: ${reason}. See that it runs.`);
  };
};

interface Try {
  readonly answer?: Response;
  readonly error?: unknown;
}

/** An answer with all of its body, or the error that came instead. */
const tryOnce = async (target: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Try> => {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(target, {
      ...init,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const body = await answer.text();
    return { answer: new Response(body === '' ? null : body, answer) };
  } catch (error) {
    return { error };
  }
};

const whyNone = async ({ answer, error }: Try): Promise<Pick<FailedTry, 'reason' | 'body'>> => {
  if (answer === undefined) return { reason: connectionReason(error), body: undefined };
  const body: unknown = await answer.json().catch(() => undefined);
  return { reason: failureReason(answer.status, body), body };
};
