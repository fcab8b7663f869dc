import type { FastifyRequest } from 'fastify';
import type { IfMatch } from '../entity-tags';
import type { Principal } from '../principal';

/** What the chassis has read of a request, beside its body, query and params. */
export interface RequestState {
  readonly correlationId: string;
  /** Known once the request was let in. */
  principal?: Principal;
  /** What the request is about, however its target is spelled. */
  resource: readonly string[];
  /** The query as it was sent, for cursors. */
  query: Readonly<Record<string, string>>;
  idempotencyKey?: string;
  ifMatch?: IfMatch;
  /** The position that the answer must reflect. */
  after?: number;
  timeoutMs: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Filled by the chassis's first hook; `null` only where no hook runs. */
    chassis: RequestState | null;
  }
}

/**
 * What the chassis knows of a request.
 * @throws Error when the chassis's hooks did not run: the app was not made by `createService`
 */
export const stateOf = (request: FastifyRequest): RequestState => {
  if (request.chassis === null)
    throw new Error('The request was not read by the chassis: make the app with createService.');
  return request.chassis;
};
