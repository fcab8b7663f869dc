import { upcastAll } from '../log';
import type { Position, RecordedEvent } from '../contract';
import { pauseName, type Subscription, type SubscriptionOptions, type Subscriptions } from '../subscriptions';
import { BuildProgress } from './build-progress';
import { sameGeneration, type Generation } from './generation';
import { ReadModelStore, SetAsideStore } from './mongo';
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
    const name = subscriptionName(projection.name, generation);
    const records = new SetAsideStore(store.db, store.causality, name);
    const now = () => store.log.now();
    const models = new ReadModelStore(store.db, store.causality, projection, generation, records, now);
    await models.prepare();
    const { checkpointMs } = { ...subscriptions.options, ...options };
    const { query, unknown } = projection;
    const upcast = (events: readonly RecordedEvent[]) => upcastAll(store.log.types, events, unknown);
    const consumer = projectionConsumer({
      ...{ name: projection.name, query, checkpointMs, reached, upcast },
      open: () => models.open(),
      pages: (range) => store.log.pages(query, range),
    });
    const pausedAs = pauseName('projection', projection.name);
    return new LiveGeneration(generation, await subscriptions.subscribe(name, consumer, options, pausedAs));
  }

  is(generation: Generation | undefined): boolean {
    return sameGeneration(this.generation, generation);
  }
}
