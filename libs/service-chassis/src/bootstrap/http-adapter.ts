import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyReply } from 'fastify';
import { type Server, ServerResponse } from 'node:http';
import { Answer, applyAnswer } from '../answers';
import { type Limits, readTlsFiles, type TlsFiles } from '../config';
import { CORRELATION_HEADER, correlationIdOf } from '../correlation';
import { answerClientError, BODY_LIMIT_IN_BYTES, sendProblem, translate } from '../problems';
import { readTarget } from '../request';
import { parseJsonBody, parseQueryString } from '../validation';

const serverOf = (headersTimeout: number, tls: TlsFiles | undefined) => {
  // Node looks every 30 s by itself, and finds what is late up to 30 s late.
  const http = { headersTimeout, connectionsCheckingInterval: 500 };
  if (tls === undefined) return { http };
  // Until both sides know each other, a connection costs as much as one whose headers are on their way.
  const handshakeTimeout = headersTimeout;
  return { https: { ...http, ...readTlsFiles(tls), handshakeTimeout, minVersion: 'TLSv1.2' } };
};

const serverOptions = (
  { headersMs, requestMs }: Limits,
  tls: TlsFiles | undefined,
): FastifyHttpOptions<Server> => ({
  bodyLimit: BODY_LIMIT_IN_BYTES,
  // A request that trickles in longer than this holds a connection for nothing.
  requestTimeout: requestMs,
  ...serverOf(headersMs, tls),
  rewriteUrl: ({ url = '/' }) => readTarget(url).url,
  // The chassis answers during shutdown by itself, with a problem.
  return503OnClosing: false,
  routerOptions: {
    // Ids that are too long are told so by validation; the default would make them an unknown path.
    maxParamLength: 16 * 1024,
    querystringParser: parseQueryString,
  },
  frameworkErrors: (error, request, reply) => {
    void reply.header(CORRELATION_HEADER, correlationIdOf(request.raw));
    sendProblem(reply, translate(error, {}, true));
  },
  clientErrorHandler: answerClientError,
});

/**
 * Fastify as the chassis wants it. Errors reach the problem filter as they are: Nest would drop their codes. An `Answer`
 * is taken apart here and not by an interceptor, which would make Nest wrap every request into observables.
 */
export class ChassisAdapter extends FastifyAdapter {
  constructor(limits: Limits, tls?: TlsFiles) {
    super({ ...serverOptions(limits, tls), skipMiddie: true });
    const fastify = this.getInstance();
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      (request, bytes: Buffer, done) => {
        try {
          done(null, parseJsonBody(request, bytes));
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
    );
  }

  override reply(response: FastifyReply | ServerResponse, body: unknown, statusCode?: number): FastifyReply {
    return body instanceof Answer && !(response instanceof ServerResponse)
      ? super.reply(response, applyAnswer(response, body))
      : super.reply(response, body, statusCode);
  }

  override mapException(error: unknown): unknown {
    return error;
  }
}
