import type { EventData } from '../log/event';
import { START, type Position } from '../log/position';
import type {
  CatchUpOptions,
  Subscription,
  SubscriptionOptions,
  Subscriptions,
  SubscriptionStatus,
  WaitOptions,
} from '../subscriptions';
import { ParkedItems, type ParkedItem } from './mongo/parked-items';
import type { Reaction } from './reaction';
import { reactionConsumer } from './reaction-consumer';

/** How a reaction is doing, as any instance can tell. */
export interface ReactionStatus extends SubscriptionStatus {
  /** Events set aside, those that wait behind others included. */
  readonly parked: number;
}

/** A reaction in a process. */
export class ReactionRunner {
  constructor(
    readonly name: string,
    private readonly subscription: Subscription,
    private readonly items: ParkedItems,
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

  /** What is set aside, in order of position. @param limit from 1 */
  parked(after: Position = START, limit = 50): Promise<readonly ParkedItem[]> {
    return this.items.list(after, limit);
  }

  /** How far it is and how it is doing, whichever instance runs it. */
  async status(): Promise<ReactionStatus> {
    const [status, parked] = await Promise.all([this.subscription.status(), this.items.count()]);
    return { ...status, name: this.name, parked };
  }
}

/**
 * Makes what a reaction needs in the database, and hands it over, not yet running.
 * @param options where it differs from the other subscriptions
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
  const { store } = subscriptions.context;
  const parked = new ParkedItems(store.db, store.causality, reaction.name);
  await parked.prepare();
  const { checkpointMs } = { ...subscriptions.options, ...options };
  const consumer = reactionConsumer(reaction, store, parked, checkpointMs);
  const name = reactionSubscription(reaction.name);
  return new ReactionRunner(reaction.name, await subscriptions.subscribe(name, consumer, options), parked);
}

/** A reaction and a projection may have the same name. */
const reactionSubscription = (name: string): string => `reaction:${name}`;
