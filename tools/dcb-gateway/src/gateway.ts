import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { isEventStoreError, type AppendRequest, type EventStore } from '@event-sourcing/event-store';
import { Problem, toProblem } from './problem';
import { asJson, readEvents } from './read-events';
import { parseAppend, parseRead } from './requests';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Queries travel in the URL. */
const MAX_HEADER_BYTES = 256 * 1024;

/** Serves a log over HTTP: `GET /read`, `POST /append`. Not listening yet; `close` finishes what is under way. */
export const createGateway = (
  store: EventStore,
  onDefect: (error: unknown) => void = () => undefined,
): FastifyInstance => {
  const gateway = Fastify({ bodyLimit: MAX_BODY_BYTES, http: { maxHeaderSize: MAX_HEADER_BYTES } });

  gateway.removeContentTypeParser('text/plain');
  endSilentConnections(gateway);
  gateway.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status === 500) onDefect(error);
    if (problem.status === 503) void reply.header('retry-after', '1');
    return reply.status(problem.status).type('application/problem+json').send(problem.toBody(request.url));
  });
  gateway.setNotFoundHandler(() => {
    throw new Problem(404, 'route-not-found', 'There are GET /read and POST /append here, nothing else.');
  });

  gateway.get('/read', async ({ query }, reply) => {
    const pieces = asJson(await readEvents(store, parseRead(query)));
    // The first piece is had before the answer begins, so that a store that is away is still told by status.
    const first = await pieces.next();
    return reply.type('application/json').send(Readable.from(continued(first, pieces)));
  });

  gateway.post('/append', async ({ body }) => {
    const request = parseAppend(body);
    const startedAt = performance.now();
    const appendConditionFailed = !(await append(store, request));
    return {
      durationInMicroseconds: Math.round((performance.now() - startedAt) * 1_000),
      appendConditionFailed,
    };
  });
  return gateway;
};

/** A connection that was opened in advance keeps a server from closing: Node does not take it for idle. */
const endSilentConnections = (gateway: FastifyInstance): void => {
  const silent = new Set<Socket>();
  gateway.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  gateway.server.on('request', ({ socket }) => silent.delete(socket));
  gateway.addHook('preClose', async () => silent.forEach((socket) => socket.destroy()));
};

/** @returns whether the condition held */
const append = async (store: EventStore, request: AppendRequest): Promise<boolean> => {
  try {
    await store.append(request);
    return true;
  } catch (error) {
    if (isEventStoreError(error, 'append-condition-failed')) return false;
    throw error;
  }
};

async function* continued(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  // Ends the read too when the client goes away before the end.
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
