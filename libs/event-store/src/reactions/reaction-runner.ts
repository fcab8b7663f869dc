import { type EventData, type Position, START, toPosition } from '../contract';
import type {
  CatchUpOptions,
  OperatorContext,
  Subscription,
  SubscriptionOptions,
  Subscriptions,
  SubscriptionStatus,
  WaitOptions,
} from '../subscriptions';
import { logSecret } from '../log';
import type { BacklogStatus, ParkedItem, WhichItems } from './backlog-item';
import { checkReaction } from './check-reaction';
import { idempotencyKeys } from './idempotency-key';
import { ParkedDecisions, ParkedItems } from './mongo';
import { reactionSubscription } from './names';
import type { OperatorDecision } from './operator-decision';
import type { Reaction } from './reaction';
import { reactionConsumer } from './reaction-consumer';
import { startingPlace } from './starting-place';

/** How a reaction is doing, as any instance can tell. */
export interface ReactionStatus extends SubscriptionStatus, BacklogStatus {
  /** The position after which it began when it was first opened: what lies before is not reacted to. */
  readonly startedAfter: Position;
}

/** A reaction in a process. */
export class ReactionRunner {
  constructor(
    readonly name: string,
    private readonly subscription: Subscription,
    private readonly items: ParkedItems,
    private readonly decisions: ParkedDecisions,
    private readonly startedAfter: Position,
    private readonly now: () => Date,
  ) {}

  /** See `Subscription.start`. */
  start(): void {
    this.subscription.start();
  }

  /** See `Subscription.stop`; calls that take longer are cut off and repeated by whoever goes on. */
  stop(): Promise<void> {
    return this.subscription.stop();
  }

  /** See `Subscription.catchUp`; resolves when every event taken is done with. */
  catchUp(options: CatchUpOptions = {}): Promise<Position> {
    return this.subscription.catchUp(options);
  }

  /** See `Subscription.waitFor`. */
  waitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.subscription.waitFor(position, options);
  }

  /** See `Subscription.tryWaitFor`. */
  tryWaitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.subscription.tryWaitFor(position, options);
  }

  /**
   * What stands beside the log, by position.
   * @param after the position of the last one that was read, in the same order; none: from the beginning of it
   * @param limit from 1
   * @param which what is parked and what waits behind it, what waits and needs nobody's decision, or both
   * @throws RangeError when `after` is no position
   */
  parked(
    after?: number,
    limit = 50,
    order: 'asc' | 'desc' = 'asc',
    which: WhichItems = 'parked',
  ): Promise<readonly ParkedItem[]> {
    const beginning = order === 'asc' ? START : Number.MAX_SAFE_INTEGER;
    return this.items.list(toPosition(after ?? beginning), limit, order, which);
  }

  /**
   * Decides about an event that stands beside the log; the instance that runs the reaction carries it
   * out within a second. What was waited for goes on in order.
   * @throws EventStoreError `parked-item-not-found`; `commit-id-reused` for another decision under the same id
   */
  decideAboutParked(position: number, decision: OperatorDecision): Promise<void> {
    return this.decisions.decide(toPosition(position), decision, this.now());
  }

  /**
   * Has it go on behind a position of the log, wherever it runs, within about a third of the lease: what follows is done,
   * also what was done before; the receiver knows repeats by their keys. For a log that was set back, and for effects that
   * are to be repeated. What stands beside the log stays.
   * @param position may lie inside of a commit, of which everything is done then
   * @returns behind which it goes on
   * @throws EventStoreError `position-beyond-head`; `commit-id-reused` for another decision under the same id
   */
  resumeAt(position: number, context: OperatorContext = {}): Promise<Position> {
    return this.subscription.resumeAt(toPosition(position), context);
  }

  /** How it is doing, wherever it runs, and what stands beside the log. */
  async status(): Promise<ReactionStatus> {
    const [status, backlog] = await Promise.all([this.subscription.status(), this.items.status()]);
    return { ...status, name: this.name, startedAfter: this.startedAfter, ...backlog };
  }
}

/**
 * Makes what a reaction needs in the database, and hands it over, not yet running.
 * @param options where it differs from the other subscriptions
 * @throws EventStoreError `invalid-name`; `name-claimed` when it is open on the store; `invalid-options`,
 *   `position-beyond-head` for where it is to start from
 */
export async function openReaction<Event extends EventData<string, object>>(
  subscriptions: Subscriptions,
  reaction: Reaction<Event>,
  options?: Partial<SubscriptionOptions>,
): Promise<ReactionRunner>;
export async function openReaction(
  subscriptions: Subscriptions,
  reaction: Reaction,
  options: Partial<SubscriptionOptions> = {},
): Promise<ReactionRunner> {
  checkReaction(reaction);
  subscriptions.claim('reaction', reaction, openReaction);
  const { store } = subscriptions.context;
  if (reaction.unknown !== 'skip') store.log.types.assertKnown(reaction.query, `reaction ${reaction.name}`);
  const parked = new ParkedItems(store.db, store.causality, reaction.name);
  const decisions = new ParkedDecisions(store.db, store.causality, reaction.name);
  await parked.prepare();
  await decisions.prepare();
  const { checkpointMs } = { ...subscriptions.options, ...options };
  const keyOf = idempotencyKeys(reaction.name, await logSecret(store.db, 'reactions'));
  const name = reactionSubscription(reaction.name);
  const startedAfter = await subscriptions.context.checkpoints.prepare(name, () =>
    startingPlace(store.log, reaction),
  );
  const consumer = reactionConsumer(reaction, {
    store,
    parked,
    startedAfter,
    checkpointMs,
    idempotencyKeyOf: keyOf,
  });
  const subscription = await subscriptions.subscribe(name, consumer, options);
  return new ReactionRunner(reaction.name, subscription, parked, decisions, startedAfter, () =>
    store.log.now(),
  );
}
