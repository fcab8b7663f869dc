import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Passed from service to service: everything that one request caused carries the same id. */
export const CORRELATION_HEADER = 'x-correlation-id';

const storage = new AsyncLocalStorage<string>();

/** The id of the request that is being handled; `undefined` outside of any. */
export const currentCorrelationId = (): string | undefined => storage.getStore();

/** Handles something as part of a request, or of what a request caused: a reaction, a background job. */
export const withCorrelationId = <T>(correlationId: string, action: () => T): T =>
  storage.run(correlationId, action);

export const newCorrelationId = (): string => randomUUID();

/** 1–128 printable ASCII characters. */
export const isCorrelationId = (value: string): boolean => /^[\x20-\x7e]{1,128}$/.test(value);

const ids = new WeakMap<IncomingMessage, string>();

/** What a request brought, where it is given once and of its form. */
const sentWith = (request: IncomingMessage): string | undefined => {
  if (request.headers[CORRELATION_HEADER] === undefined) return undefined;
  const [sent, ...more] = request.headersDistinct[CORRELATION_HEADER] ?? [];
  return sent !== undefined && more.length === 0 && isCorrelationId(sent) ? sent : undefined;
};

/** The id that a request brought, or one that is made for it: the same to everyone who answers it. */
export const correlationIdOf = (request: IncomingMessage): string => {
  const id = ids.get(request) ?? sentWith(request) ?? newCorrelationId();
  ids.set(request, id);
  return id;
};
