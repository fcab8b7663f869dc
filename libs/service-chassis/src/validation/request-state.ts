import type { FastifyRequest } from 'fastify';
import type { IfMatch } from '../answers/if-match';

/** What the shell has read of a request, beside its body, query and params. */
export interface RequestState {
  readonly correlationId: string;
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
    /** Filled by the shell's first hook; `null` only where no hook runs. */
    shell: RequestState | null;
  }
}

/**
 * What the shell knows of a request.
 * @throws Error when the shell's hooks did not run: the app was not made by `createService`
 */
export const stateOf = (request: FastifyRequest): RequestState => {
  if (request.shell === null) throw new Error('No shell state: make the app with createService.');
  return request.shell;
};
