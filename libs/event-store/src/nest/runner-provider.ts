import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Subscriptions } from '../subscriptions';
import type { Kind } from './kinds';
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

/** Nest would name a token where something is not there; the library says what to do. */
const ifThere = (token: InjectionToken) => ({ token, optional: true });

/**
 * Provides the runner of a definition on a store.
 * @param place where it is declared
 */
export const runnerProvider = <Definition, Runner>(
  store: string | undefined,
  { what, token, open, register }: Kind<Definition, Runner>,
  { name, inject = [], ...made }: Made<Definition>,
  place: string,
): FactoryProvider => {
  const { opening, subscriptions, registry } = storeTokens(store);
  return {
    provide: token(name, store),
    inject: [ifThere(opening), ifThere(subscriptions), ifThere(registry), ...inject],
    useFactory: async (
      root: Opening | undefined,
      on: Subscriptions | undefined,
      by: SubscriptionRegistry | undefined,
      ...dependencies: unknown[]
    ): Promise<Runner> => {
      if (!root) throw noRoot(store, `${what} ${name}`);
      if (!on || !by) throw root.failure;
      const runner = await root.part(async () => open(on, await made.useFactory(...dependencies), place));
      register(by, runner);
      return runner;
    },
  };
};
