import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config';
import { DOCS_POLICY, originProblem, SECURITY_HEADERS } from '../edge';
import { installCorrelation } from './correlation-hooks';
import { installAccessLog } from '../logging';
import type { RouteTable } from '../problems';
import { pathOf } from '../request';
import type { Shutdown } from '../shutdown';

/** What is the same for everyone: health, and the contract. */
const IMPERSONAL = /^\/(health|openapi\.json|docs)(\/|$)/;

const DOCS = /^\/docs(\/|$)/;

/** Learns the routes as they are registered. */
export const collectRoutes = (fastify: FastifyInstance, routes: RouteTable): void => {
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.add(url, typeof method === 'string' ? [method] : method);
  });
};

/** The hooks that every request passes, unknown paths included. */
export const installHooks = (
  fastify: FastifyInstance,
  { allowedHosts }: ServiceConfig,
  logger: Logger,
  shutdown: Shutdown,
): void => {
  installCorrelation(fastify);
  installAccessLog(fastify, logger);
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request.url);
    void reply.headers(SECURITY_HEADERS);
    if (DOCS.test(path)) void reply.header('content-security-policy', DOCS_POLICY);
    if (!IMPERSONAL.test(path)) void reply.header('cache-control', 'no-store');
    done(originProblem(request, allowedHosts));
  });
  // A kept-alive connection would bring the next request to an instance that is leaving.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (shutdown.isLeaving) void reply.header('connection', 'close');
    done();
  });
};
