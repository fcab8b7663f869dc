import type { DecideOptions } from '@event-sourcing/event-store';
import { currentCorrelationId } from '../correlation';
import { actorOf } from '../principal';
import type { CommandContext } from './command-context';

/**
 * How a command of this request is carried out: once per idempotency key, traceable to who sent it, in the time that its
 * turn has left of it, and with `If-Match` only on exactly the state that it was decided on.
 */
export const decideOptions = ({ command, principal, ifMatch, answerBy }: CommandContext): DecideOptions => {
  const correlationId = currentCorrelationId();
  return {
    metadata: {
      ...actorOf(principal),
      ...(correlationId !== undefined && { correlationId }),
    },
    patienceMs: Math.max(1, Math.floor(answerBy - performance.now())),
    ...(command && { command }),
    ...(ifMatch !== undefined && { guard: 'everything' }),
  };
};
