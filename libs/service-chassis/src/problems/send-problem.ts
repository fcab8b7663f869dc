import type { FastifyReply } from 'fastify';
import { CORRELATION_HEADER } from '../correlation';
import { excerpt, pathOf } from '../request';
import { type Problem, problemBody } from './problem';

export const MEDIA_TYPE = 'application/problem+json';

/** Longer than any sentence of ours. What a caller sent may stand in any text, and is told back up to here. */
const TEXT_LENGTH = 1_000;

const bounded = (_member: string, value: unknown): unknown =>
  typeof value === 'string' ? excerpt(value, TEXT_LENGTH) : value;

/** The problem as bytes: Fastify would add a charset to a string, which this media type does not have. */
export const problemBytes = (problem: Problem, instance: string): Buffer =>
  Buffer.from(JSON.stringify(problemBody(problem, instance), bounded));

/** Answers a request with a problem. */
export const sendProblem = (reply: FastifyReply, problem: Problem): void => {
  void reply
    .status(problem.status)
    .headers({ 'cache-control': 'no-store', ...problem.headers, 'content-type': MEDIA_TYPE })
    .send(problemBytes(problem, pathOf(reply.request.url)));
};

/** A whole HTTP answer, for connections on which no request could be read. */
export const rawProblem = (problem: Problem, reason: string, correlationId: string): Buffer => {
  const body = problemBytes(problem, '/');
  const head = [
    `HTTP/1.1 ${problem.status} ${reason}`,
    `Content-Type: ${MEDIA_TYPE}`,
    `Content-Length: ${body.length}`,
    `${CORRELATION_HEADER}: ${correlationId}`,
    ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
};
