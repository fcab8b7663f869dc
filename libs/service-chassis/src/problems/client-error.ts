import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newCorrelationId } from '../correlation';
import { validationFailed } from './common-problems';
import { Problem } from './problem';
import { rawProblem } from './send-problem';

const problemFor = (code: string | undefined): Problem => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('validation-failed', 431, 'The headers are too large.', {
        members: { errors: [{ path: 'headers', message: 'are too large' }] },
      });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('validation-failed', 408, 'The request did not arrive in time.', {
        members: { errors: [{ path: '', message: 'did not arrive in time' }] },
      });
    default:
      return validationFailed([{ path: '', message: 'This is not an HTTP request that can be read.' }]);
  }
};

/** Answers what Node's HTTP parser could not read, in the same form as every other error. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Socket): void => {
  // A handshake that failed, or was not finished in time: Node leaves the connection to us, and nothing can be said on it.
  const isUnheard = /^(ECONNRESET$|ERR_TLS_|ERR_SSL_)/.test(error.code ?? '');
  if (isUnheard || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemFor(error.code);
  socket.end(rawProblem(problem, STATUS_CODES[problem.status] ?? 'Error', newCorrelationId()));
};
