import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Subscriptions } from '../subscriptions';
import type { Opening } from './opening';
import type { SubscriptionRegistry } from './subscription-registry';
import { storeTokens } from './tokens';
import { noRoot } from './wiring-faults';

/** What makes a definition out of what modules provide. */
export interface Made<Definition> {
  readonly name: string;
  readonly inject: FactoryProvider['inject'];
  useFactory(...dependencies: unknown[]): Definition | Promise<Definition>;
}

/** How a definition comes to run. */
interface Running<Definition, Runner> {
  readonly open: (subscriptions: Subscriptions, definition: Definition) => Promise<Runner>;
  readonly register: (registry: SubscriptionRegistry, runner: Runner) => void;
}

/** Nest would name a token where something is not there; the library says what to do. */
const ifThere = (token: InjectionToken) => ({ token, optional: true });

/** Provides the runner of a definition on a store. @param what names it in words */
export const runnerProvider = <Definition, Runner>(
  store: string | undefined,
  what: string,
  provide: string,
  { inject = [], ...made }: Made<Definition>,
  { open, register }: Running<Definition, Runner>,
): FactoryProvider => {
  const { opening, subscriptions, registry } = storeTokens(store);
  return {
    provide,
    inject: [ifThere(opening), ifThere(subscriptions), ifThere(registry), ...inject],
    useFactory: async (
      root: Opening | undefined,
      on: Subscriptions | undefined,
      by: SubscriptionRegistry | undefined,
      ...dependencies: unknown[]
    ): Promise<Runner> => {
      if (!root) throw noRoot(store, what);
      if (!on || !by) throw root.failure;
      const runner = await root.part(async () => open(on, await made.useFactory(...dependencies)));
      register(by, runner);
      return runner;
    },
  };
};
