import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommitMetadata } from '../contract';
import { withMetadata } from '../request-metadata';

/** A request, as Express and Fastify hand it to middleware. */
type Request = Pick<IncomingMessage, 'headers'>;

/**
 * Middleware: everything that a request appends carries what `of` says about it, without being passed by hand.
 *
 * ```ts
 * configure(consumer: MiddlewareConsumer) {
 *   consumer.apply(requestMetadata(({ headers }) => ({ correlationId: String(headers['x-request-id']) }))).forRoutes('*');
 * }
 * ```
 */
export const requestMetadata =
  <From extends Request>(of: (request: From) => CommitMetadata) =>
  (request: From, _response: ServerResponse, next: () => void): void =>
    withMetadata(of(request), next);
