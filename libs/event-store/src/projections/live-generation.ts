import { upcastAll } from '../log';
import type { Position } from '../contract';
import { pauseName, type Subscription, type SubscriptionOptions, type Subscriptions } from '../subscriptions';
import { BuildProgress } from './build-progress';
import { sameGeneration, type Generation } from './generation';
import { ReadModelStore } from './mongo';
import { subscriptionName } from './names';
import type { Projection } from './projection';
import { projectionConsumer } from './projection-consumer';

/** A generation that this process has the code of: what fills it, whenever no other process does. */
export class LiveGeneration {
  readonly progress = new BuildProgress();

  private constructor(
    readonly generation: Generation,
    readonly subscription: Subscription,
  ) {}

  /**
   * Makes what it needs in the database.
   * @param reached is told where its checkpoint is
   */
  static async open(
    subscriptions: Subscriptions,
    projection: Projection,
    generation: Generation,
    reached: (position: Position) => Promise<void>,
    options: Partial<SubscriptionOptions>,
  ): Promise<LiveGeneration> {
    const { store } = subscriptions.context;
    const models = new ReadModelStore(store.db, store.causality, projection, generation);
    await models.prepare();
    const { checkpointMs } = { ...subscriptions.options, ...options };
    const consumer = projectionConsumer({
      query: projection.query,
      checkpointMs,
      open: () => {
        const prepare = models.open();
        return async (events) => prepare(upcastAll(store.log.types, events, projection.unknown));
      },
      reached,
    });
    const name = subscriptionName(projection.name, generation);
    const pausedAs = pauseName('projection', projection.name);
    return new LiveGeneration(generation, await subscriptions.subscribe(name, consumer, options, pausedAs));
  }

  is(generation: Generation | undefined): boolean {
    return sameGeneration(this.generation, generation);
  }
}
