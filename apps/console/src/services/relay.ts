import { randomUUID } from 'node:crypto';
import { Problem, tryAgainLater } from '@event-sourcing/service-chassis';

/** Of a request: who sends it, and what makes it the same when it is sent again. */
const TOLD = ['authorization', 'idempotency-key', 'if-match', 'x-correlation-id'];
/** Of an answer. */
const HANDED_BACK = ['content-type', 'log-position', 'location', 'etag', 'retry-after', 'www-authenticate'];
/** Longer than a service waits for its database. */
const PATIENCE_MS = 10_000;

/** A request for a service. */
export interface Relayed {
  readonly method: 'GET' | 'POST';
  /** Path and query at the service. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Hands a request on to the first instance that takes it, as the caller: with the caller's token, so that a service lets
 * through what it would let through without the console, and keeps who decided it. A write has a key, so that no try of
 * it counts twice.
 * @throws Problem `try-again-later` when none can be reached
 */
export const relay = async (addresses: readonly string[], request: Relayed): Promise<ServiceAnswer> => {
  const headers = headersFor(request);
  for (const address of addresses) {
    const answered = await asked(address, request, headers);
    if (answered) return answered;
  }
  throw tryAgainLater('No instance of the service can be reached from the console.');
};

const headersFor = ({ method, headers, body }: Relayed): Readonly<Record<string, string>> => {
  const told = TOLD.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...Object.fromEntries(told),
  };
};

const asked = async (
  address: string,
  { method, target, body }: Relayed,
  headers: Readonly<Record<string, string>>,
): Promise<ServiceAnswer | undefined> => {
  const response = await fetch(address + target, {
    ...{ method, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (!response) return undefined;
  const kept = HANDED_BACK.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
};

/** 404: it is no service of ours, or nothing that the page asks of one. */
export const notRelayed = (service: string): Problem =>
  new Problem('route-not-found', 404, `The console hands nothing like this on to ${service}.`);
