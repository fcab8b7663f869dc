import { withTimeout } from '../async';
import type { MongoEventStore } from '../mongo-event-store';
import { storeReadiness } from './readiness';
import type { SubscriptionRegistry } from './subscription-registry';

/** What an indicator of @nestjs/terminus answers, under its key. */
export type StoreHealth = Readonly<
  Record<string, { readonly status: 'up' } | { readonly status: 'down'; readonly message: string }>
>;

/**
 * The health of a store for `@nestjs/terminus` (11 or later): the log can be read, its indexes are there, and each
 * subscription is run by some instance.
 *
 * ```ts
 * @Get('health')
 * @HealthCheck()
 * check() {
 *   return this.health.check([() => this.store.check('event-store')]);
 * }
 * ```
 */
export class EventStoreHealthIndicator {
  constructor(
    private readonly store: Pick<MongoEventStore, 'log' | 'db'>,
    private readonly subscriptions: SubscriptionRegistry,
  ) {}

  /**
   * Looks once. It has a time-out of its own: the driver waits for a server that hangs.
   * @param timeoutMs for all of it, default 2,000
   */
  async check(key = 'event-store', timeoutMs = 2_000): Promise<StoreHealth> {
    try {
      const checks = storeReadiness(this.store, this.subscriptions).map((one) => one.check());
      await withTimeout(timeoutMs, Promise.all(checks));
      return { [key]: { status: 'up' } };
    } catch (error) {
      return { [key]: { status: 'down', message: error instanceof Error ? error.message : String(error) } };
    }
  }
}
