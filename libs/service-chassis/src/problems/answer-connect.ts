import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { correlationIdOf } from '../correlation';
import { pathOf } from '../request';
import { unrouted } from './common-problems';
import type { RouteTable } from './route-table';
import { rawProblem } from './send-problem';

/** Answers CONNECT, which Node hands over apart from every other method, and drops without a word where nobody listens. */
export const answerConnect =
  (routes: RouteTable) =>
  (request: IncomingMessage, socket: Duplex): void => {
    // Node has taken its own listener away, and a client that leaves is no reason to end the process.
    socket.on('error', () => socket.destroy());
    const { method = 'CONNECT', url = '/' } = request;
    const problem = unrouted(method, routes.methodsOf(pathOf(url)));
    socket.end(rawProblem(problem, STATUS_CODES[problem.status] ?? 'Error', correlationIdOf(request)));
  };
