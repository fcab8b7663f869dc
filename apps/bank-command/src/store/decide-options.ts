import type { DecideOptions } from '@event-sourcing/event-store';
import { type CommandIdentity, currentCorrelationId, type IfMatch } from '@event-sourcing/service-chassis';

/** What comes with every command, beside what it asks for. */
export interface Asked {
  /** Absent without an `Idempotency-Key`. */
  readonly identity: CommandIdentity | undefined;
  readonly ifMatch?: IfMatch | undefined;
}

/**
 * How a command of this request is carried out: once per idempotency key, traceable to the request, and with
 * `If-Match` only on exactly the state that it was decided on.
 */
export const decideOptions = ({ identity, ifMatch }: Asked): DecideOptions => {
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
