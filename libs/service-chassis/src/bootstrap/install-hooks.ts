import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config';
import { DOCS_POLICY, originProblem, OVER_TLS_ONLY, SECURITY_HEADERS } from '../edge';
import { installAudit } from '../audit';
import { installCorrelation } from './correlation-hooks';
import { installLeaving } from '../leaving';
import { installAccessLog } from '../logging';
import type { RouteTable } from '../problems';
import { pathOf } from '../request';
import { pageProblem } from '../request-form';
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
  { allowedHosts, limits, tls }: ServiceConfig,
  logger: Logger,
  shutdown: Shutdown,
): void => {
  installCorrelation(fastify, limits.commandMs);
  installAccessLog(fastify, logger);
  installAudit(fastify, logger);
  installLeaving(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request.url);
    void reply.headers(SECURITY_HEADERS);
    if (tls !== undefined) void reply.header('strict-transport-security', OVER_TLS_ONLY);
    if (DOCS.test(path)) void reply.header('content-security-policy', DOCS_POLICY);
    if (!IMPERSONAL.test(path)) void reply.header('cache-control', 'no-store');
    done(originProblem(request, allowedHosts) ?? pageProblem(request));
  });
  // A kept-alive connection would bring the next request to an instance that is leaving.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (shutdown.isLeaving) void reply.header('connection', 'close');
    done();
  });
};
