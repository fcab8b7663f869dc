import type { FastifyRequest } from 'fastify';
import type { IfMatch } from '../entity-tags';
import type { Principal } from '../principal';

/** What the chassis has read of a request, beside its body, query and params. */
export interface RequestState {
  readonly correlationId: string;
  /** When whoever sent it is answered, whatever its command waits for; of `performance.now()`. */
  readonly answerBy: number;
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
  /** What somebody wants done, and to what; of a command whose form is right. */
  audited?: { readonly operation: string; readonly entity: Readonly<Record<string, unknown>> };
  /** What became of a command, where it decided something. */
  outcome?: CommandOutcome;
  /** The code of the problem that is the answer. */
  refusedAs?: string;
}

/** `repeated`: carried out before, under the same key; `unchanged`: there was nothing to write. */
export type CommandOutcome = 'written' | 'repeated' | 'unchanged';

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
