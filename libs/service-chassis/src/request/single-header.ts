import type { FastifyRequest } from 'fastify';
import type { Fault } from '@event-sourcing/domain-kernel';

/** A header that may be sent once only; Node joins repeated ones, which would make one valid value of two. */
export type SingleHeader = { readonly ok: true; readonly value: string } | { readonly ok: false };

/** @param name in lower case */
export const singleHeader = (request: FastifyRequest, name: string): SingleHeader | undefined => {
  if (request.headers[name] === undefined) return undefined;
  const values = request.raw.headersDistinct[name] ?? [];
  const [value] = values;
  return values.length === 1 && value !== undefined ? { ok: true, value } : { ok: false };
};

export const headerFault = (name: string, header: SingleHeader, message: string): Fault => ({
  path: name,
  message: header.ok ? message : 'must be given once only',
});
