import type { OnModuleInit } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { Subscriptions } from '../subscriptions';
import { type DecoratedKind, PROCESSES, PROJECTIONS, REACTIONS } from './kinds';
import type { Opening } from './opening';
import type { SubscriptionRegistry } from './subscription-registry';
import { isOurToken } from './tokens';
import { requestScoped } from './wiring-faults';

type Provider = ReturnType<DiscoveryService['getProviders']>[number];

/** What the providers of an application are opened on. */
interface Context {
  readonly store: string | undefined;
  readonly opening: Opening;
  readonly discovery: DiscoveryService;
  readonly subscriptions: Subscriptions;
  readonly registry: SubscriptionRegistry;
}

/**
 * Opens the `@Projection`, `@Reaction` and `@ProcessManager` classes among the providers of all modules, and sees that what features run can
 * be made outside of requests.
 */
export class DecoratedProviders implements OnModuleInit {
  constructor(private readonly context: Context) {}

  /** @throws EventStoreError `invalid-module`; what opening throws */
  async onModuleInit(): Promise<void> {
    const { opening, discovery } = this.context;
    await opening.part(async () => {
      for (const provider of discovery.getProviders()) {
        // What a feature was given it opens itself.
        if (isOurToken(provider.token)) assertStatic(provider);
        else await this.#open(provider);
      }
    });
  }

  async #open(provider: Provider): Promise<void> {
    await this.#openAs(PROJECTIONS, provider);
    await this.#openAs(REACTIONS, provider);
    await this.#openAs(PROCESSES, provider);
  }

  async #openAs<Definition, Runner, Options extends { readonly store?: string }, Instance>(
    { optionsOf, isInstance, define, open, register }: DecoratedKind<Definition, Runner, Options, Instance>,
    provider: Provider,
  ): Promise<void> {
    const { store, subscriptions, registry } = this.context;
    const options = optionsOf(provider.metatype);
    if (!options || options.store !== store) return;
    register(registry, await open(subscriptions, define(options, instanceOf(provider, isInstance))));
  }
}

const assertStatic = (provider: Provider): void => {
  if (!provider.isDependencyTreeStatic()) throw requestScoped(String(provider.name).replace(OUR_PREFIX, ''));
};

const OUR_PREFIX = /^event-store:/;

const instanceOf = <Instance>(provider: Provider, is: (value: unknown) => value is Instance): Instance => {
  assertStatic(provider);
  const instance: unknown = provider.instance;
  if (is(instance)) return instance;
  throw new Error(`${String(provider.name)} is not what its decorator says.`);
};
