import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Limits } from '../config';
import { isHealth } from '../request';
import { boundConnections } from './bound-connections';
import type { Lanes } from './lanes';

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** A client that does not take its answer would hold it in memory for as long as it likes. */
const dropWhenStalled = (response: ServerResponse, ms: number): void => {
  if (response.closed) return;
  const timer = setTimeout(() => response.destroy(), ms);
  response.once('close', () => clearTimeout(timer));
};

/** Takes requests in, as long as there is room for them. */
export const installAdmission = (
  fastify: FastifyInstance,
  lanes: Lanes,
  { connections, answerMs }: Limits,
): void => {
  const isSurplus = boundConnections(fastify.server, connections);
  fastify.addHook('onRequest', (request, reply, done) => {
    const surplus = isSurplus(request.raw.socket);
    if (surplus) void reply.header('connection', 'close');
    if (isHealth(request)) return done();
    if (surplus) return done(lanes.refusal());
    if (hasBody(request.headers)) lanes.enter(reply.raw, 'receiving');
    done();
  });
  fastify.addHook('preValidation', (request, reply, done) => {
    const turn = isHealth(request) ? undefined : lanes.takeTurn(reply.raw);
    if (turn === undefined) done();
    else turn.then(() => done(), done);
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    lanes.answered(reply.raw);
    if (!(payload instanceof Readable)) dropWhenStalled(reply.raw, answerMs);
    done();
  });
};
