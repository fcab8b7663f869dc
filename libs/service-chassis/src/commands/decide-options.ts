import type { DecideOptions } from '@event-sourcing/event-store';
import { currentCorrelationId } from '../correlation';
import { actorOf } from '../principal';
import type { CommandContext } from './command-context';

/**
 * How a command of this request is carried out: once per idempotency key, traceable to who sent it, and with
 * `If-Match` only on exactly the state that it was decided on.
 */
export const decideOptions = ({ command, principal, ifMatch }: CommandContext): DecideOptions => {
  const correlationId = currentCorrelationId();
  return {
    metadata: {
      ...actorOf(principal),
      ...(correlationId !== undefined && { correlationId }),
    },
    ...(command && { command }),
    ...(ifMatch !== undefined && { guard: 'everything' }),
  };
};
