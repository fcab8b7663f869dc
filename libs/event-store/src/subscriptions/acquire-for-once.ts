import { performance } from 'node:perf_hooks';
import { EventStoreError } from '../contract';
import { HeldLease } from './held-lease';
import type { Leases } from '../leases';
import type { SubscriptionOptions } from './options';
import { pause } from '../async';

const TRY_AGAIN_MS = 100;
const NEVER = new AbortController().signal;

/**
 * Gets a lease to catch up by hand; waits for as long as a crashed instance could still have it.
 * @param hopeless whether waiting is in vain
 * @throws EventStoreError `subscription-busy`
 */
export const acquireForOnce = async (
  name: string,
  leases: Leases,
  { leaseMs }: Pick<SubscriptionOptions, 'leaseMs'>,
  hopeless: () => boolean,
): Promise<HeldLease> => {
  const giveUpAt = performance.now() + leaseMs * 1.2;
  for (;;) {
    const grant = await leases.acquire(name);
    if (grant) return new HeldLease(leases, grant, leaseMs);
    if (hopeless() || performance.now() > giveUpAt) {
      throw new EventStoreError(
        'subscription-busy',
        `Subscription ${name} is run by an instance. Stop it there before catching up by hand.`,
        { subscription: name },
      );
    }
    await pause(TRY_AGAIN_MS, NEVER);
  }
};
