import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Problem, validationFailed } from '../problems';
import { headerFault, singleHeader } from '../request';
import { CORRELATION_HEADER, correlationIdOf, isCorrelationId, withCorrelationId } from '../correlation';

const problemOf = (request: FastifyRequest): Problem | undefined => {
  const sent = singleHeader(request, CORRELATION_HEADER);
  if (sent === undefined || (sent.ok && isCorrelationId(sent.value))) return undefined;
  return validationFailed([
    headerFault('X-Correlation-Id', sent, 'must be 1 to 128 printable ASCII characters'),
  ]);
};

/**
 * Gives every request its correlation id, and every answer too. The first of all hooks.
 * @param commandMs milliseconds that a command may take, its turn included
 */
export const installCorrelation = (fastify: FastifyInstance, commandMs: number): void => {
  fastify.decorateRequest('chassis', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const id = correlationIdOf(request.raw);
    const answerBy = performance.now() + commandMs;
    request.chassis = { correlationId: id, answerBy, resource: [], query: {}, timeoutMs: 0 };
    void reply.header(CORRELATION_HEADER, id);
    withCorrelationId(id, () => done(problemOf(request)));
  });
};
