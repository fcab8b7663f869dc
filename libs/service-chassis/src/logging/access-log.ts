import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AsyncResource } from 'node:async_hooks';
import { actorOf } from '../principal';
import { excerpt, pathOf } from '../request';

/** Longer than any path of ours. */
const PATH_LENGTH = 500;

/**
 * One line a request, when it is answered, or its client has gone before it had its answer: that is `aborted`. The query
 * stays out: it may hold more than a log should.
 */
export const installAccessLog = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    // Not when Fastify calls a request answered: it says nothing where the client has gone.
    reply.raw.once(
      'close',
      AsyncResource.bind(() => logRequest(logger, request, reply)),
    );
    done();
  });
};

const logRequest = (logger: Logger, request: FastifyRequest, reply: FastifyReply): void => {
  const { headersSent, writableFinished } = reply.raw;
  const level = headersSent && reply.statusCode >= 500 ? 'warn' : 'info';
  logger[level](
    {
      method: request.method,
      path: excerpt(pathOf(request.url), PATH_LENGTH),
      ...(headersSent && { status: reply.statusCode }),
      ...(!writableFinished && { aborted: true }),
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.chassis?.principal && { by: actorOf(request.chassis.principal) }),
    },
    'request',
  );
};
