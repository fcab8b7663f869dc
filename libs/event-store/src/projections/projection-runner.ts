import type { Position } from '../log/position';
import type {
  CatchUpOptions,
  Subscription,
  SubscriptionOptions,
  Subscriptions,
  SubscriptionStatus,
  WaitOptions,
} from '../subscriptions';
import { inTransaction } from '../subscriptions/mongo/transactions';
import { readingWithin, type Reading } from './mongo/reading';
import { ReadModelStore } from './mongo/read-model-store';
import { subscriptionName, type Projection, type ReadModels } from './projection';
import { projectionConsumer } from './projection-consumer';

/** How a projection is doing, as any instance can tell. */
export interface ProjectionStatus extends SubscriptionStatus {
  /** The version of the fold. */
  readonly version: number;
}

/** A projection in a process: runs it, and reads what it has stored. */
export class ProjectionRunner<Models extends ReadModels = ReadModels> {
  constructor(
    readonly projection: Projection<Models>,
    private readonly subscriptions: Subscriptions,
    private readonly subscription: Subscription,
  ) {}

  get name(): string {
    return this.projection.name;
  }

  /** The version of the fold that this process has the code of. */
  get version(): number {
    return this.projection.version;
  }

  /** See `Subscription.start`. */
  start(): void {
    this.subscription.start();
  }

  /** See `Subscription.stop`. */
  stop(): Promise<void> {
    return this.subscription.stop();
  }

  /** See `Subscription.catchUp`. */
  catchUp(options: CatchUpOptions = {}): Promise<Position> {
    return this.subscription.catchUp(options);
  }

  /** See `Subscription.waitFor`. */
  waitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.subscription.waitFor(position, options);
  }

  /**
   * Reads the models as one consistent snapshot, together with the position that all of it reflects; no older than
   * what was waited for. The work may be run more than once.
   */
  read<Result>(work: (reading: Reading<Models>) => Promise<Result>): Promise<Result> {
    const { store, checkpoints } = this.subscriptions.context;
    return inTransaction(store.causality, async (session) => {
      // Before the models, so that the snapshot's first read is the one that says how far they are.
      const position = await checkpoints.positionWithin(session, this.subscription.name);
      return work(readingWithin(store.db, this.projection, session, position));
    });
  }

  /** How far it is and how it is doing, whichever instance runs it. */
  async status(): Promise<ProjectionStatus> {
    return { ...(await this.subscription.status()), name: this.name, version: this.version };
  }
}

/**
 * Makes what a projection needs in the database, and hands it over, not yet running.
 * @param options where it differs from the other subscriptions
 */
export const openProjection = async <Models extends ReadModels>(
  subscriptions: Subscriptions,
  projection: Projection<Models>,
  options: Partial<SubscriptionOptions> = {},
): Promise<ProjectionRunner<Models>> => {
  const models = new ReadModelStore(subscriptions.context.store.db, projection);
  await models.prepare();
  const { checkpointMs } = { ...subscriptions.options, ...options };
  const consumer = projectionConsumer(projection.query, checkpointMs, (events, session) =>
    models.apply(events, session),
  );
  const subscription = await subscriptions.subscribe(subscriptionName(projection), consumer, options);
  return new ProjectionRunner(projection, subscriptions, subscription);
};
