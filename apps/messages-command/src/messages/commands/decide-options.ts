import type { DecideOptions } from '@event-sourcing/event-store';
import { type CommandIdentity, currentCorrelationId } from '@event-sourcing/service-chassis';

/** How a command of this request is carried out: once per idempotency key, and traceable to the request. */
export const decideOptions = (identity: CommandIdentity | undefined): DecideOptions => {
  const correlationId = currentCorrelationId();
  return {
    metadata: {
      ...(correlationId !== undefined && { correlationId }),
      ...(identity && { fingerprint: identity.fingerprint }),
    },
    ...(identity && { commitId: identity.commitId }),
  };
};
