import type { DecideOptions } from '@event-sourcing/event-store';
import { currentCorrelationId } from '../correlation';
import type { CommandContext } from './command-context';

/**
 * How a command of this request is carried out: once per idempotency key, traceable to the request, and with
 * `If-Match` only on exactly the state that it was decided on.
 */
export const decideOptions = ({ identity, ifMatch }: CommandContext): DecideOptions => {
  const correlationId = currentCorrelationId();
  return {
    metadata: {
      ...(correlationId !== undefined && { correlationId }),
      ...(identity && { fingerprint: identity.fingerprint }),
    },
    ...(identity && { commitId: identity.commitId }),
    ...(ifMatch !== undefined && { guard: 'everything' }),
  };
};
