import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { Abortable } from '@event-sourcing/event-store';
import { tryAgainLater } from '../problems';
import { isRead } from '../request';

const asked = new AsyncLocalStorage<AbortSignal>();

/**
 * For what is read for the answer to a question: it ends when the client has left before it had its answer. A command
 * is carried out whoever waits for it. Handed on by whoever reads, so that nothing that is shared ends with one client.
 * @example this.store.stateOf(account(accountId), untilLeft())
 */
export const untilLeft = (): Abortable => {
  const signal = asked.getStore();
  return signal ? { signal } : {};
};

/** Notices clients that leave. */
export const installLeaving = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, { raw }, done) => {
    if (!isRead(request)) return done();
    const left = new AbortController();
    raw.once('close', () => {
      if (!raw.writableFinished) left.abort(tryAgainLater('The client has left before it had its answer.'));
    });
    asked.run(left.signal, done);
  });
};
