import type { IncomingMessage, ServerResponse } from 'node:http';
import { CORRELATION_HEADER, correlationIdOf } from '../correlation';
import { isRead, pathOf } from '../request';
import { outcomeUnknown, tryAgainLater } from './common-problems';
import { MEDIA_TYPE, problemBytes } from './send-problem';

/** Answers a request whose own answer does not come before the service ends: its client would be reset without a word. */
export const answerUnfinished = (request: IncomingMessage, response: ServerResponse): void => {
  if (response.headersSent) return;
  const { method = '', url = '/' } = request;
  const problem = isRead({ method }) ? tryAgainLater('This instance is shutting down.') : outcomeUnknown();
  response
    .writeHead(problem.status, {
      'cache-control': 'no-store',
      ...problem.headers,
      [CORRELATION_HEADER]: correlationIdOf(request),
      'content-type': MEDIA_TYPE,
      connection: 'close',
    })
    .end(problemBytes(problem, pathOf(url)));
};
