import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { actorOf } from '../principal';
import { excerpt, pathOf } from '../request';

/** Longer than any path of ours. */
const PATH_LENGTH = 500;

/** One line a request, when it is answered. The query stays out: it may hold more than a log should. */
export const installAccessLog = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'warn' : 'info';
    logger[level](
      {
        method: request.method,
        path: excerpt(pathOf(request.url), PATH_LENGTH),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.chassis?.principal && actorOf(request.chassis.principal)),
        ...(request.chassis !== null && { correlationId: request.chassis.correlationId }),
      },
      'request',
    );
    done();
  });
};
