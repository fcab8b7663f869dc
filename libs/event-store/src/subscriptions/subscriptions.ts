import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { EventData, RecordedEvent } from '../contract';
import type { MongoEventStore } from '../mongo-event-store';
import { followEvents, type FollowEvents } from './follow-events';
import { HeadWatch } from './head-watch';
import { Leases } from '../leases';
import {
  Checkpoints,
  type OperatorContext,
  type PauseOutcome,
  Pauses,
  type ResumeOutcome,
  watchCommits,
} from './mongo';
import { callerOf, Claims, placeOf } from '../names';
import { ensureCollections } from '../driver';
import { type SubscriptionOptions, subscriptionOptions } from './options';
import type { Consumer } from './consumer';
import type { SubscriptionsContext } from './context';
import { Subscription } from './subscription';

/** What runs until it is stopped. */
export interface Runs {
  stop(): Promise<void>;
}

/**
 * The subscriptions of one process on one log.
 *
 * ```ts
 * const subscriptions = await Subscriptions.open(store);
 * const accounts = await openProjection(subscriptions, accountsProjection);
 * accounts.start();
 * await accounts.waitFor(position, { timeoutMs: 5_000 });
 * await subscriptions.close();
 * ```
 */
export class Subscriptions {
  readonly #opened = new Set<Runs>();
  readonly #claimed: (() => void)[] = [];

  private constructor(
    readonly context: SubscriptionsContext,
    readonly options: SubscriptionOptions,
  ) {}

  /**
   * Makes the collections that all subscriptions need: `leases`, `checkpoints` and `pauses`.
   * @throws EventStoreError `invalid-options`, `store-unavailable`, `store-refused`
   */
  static async open(
    store: MongoEventStore,
    options: Partial<SubscriptionOptions> = {},
  ): Promise<Subscriptions> {
    const all = subscriptionOptions(options);
    const { poll, retry, logger, leaseMs, changeStream } = all;
    await ensureCollections(store.db, ['leases', 'checkpoints', 'pauses']);
    const watch = new HeadWatch(
      store.log,
      changeStream
        ? (inserted, signal) => watchCommits(store.db, inserted, { retry, logger, signal })
        : () => Promise.resolve(),
      poll,
      logger,
    );
    const holder = `${hostname()}/${process.pid}/${randomUUID()}`;
    const leases = new Leases(store.db, holder, leaseMs, {
      endsSessions: store.server.findings.length === 0,
    });
    const checkpoints = new Checkpoints(store.db, store.causality);
    const pauses = new Pauses(store.db, store.causality, () => store.log.now());
    return new Subscriptions({ store, watch, leases, checkpoints, pauses }, all);
  }

  /**
   * Takes the name of something that is opened on the store, until this is closed.
   * @param opening the function that opens it: who calls that has taken the name, unless it was declared somewhere
   * @throws EventStoreError `invalid-name`; `name-claimed` when another of its kind has it
   */
  claim(
    kind: 'projection' | 'reaction' | 'timer',
    opened: { readonly name: string },
    opening: (...parameters: never[]) => unknown,
  ): void {
    const place = placeOf(opened) ?? callerOf(opening);
    this.#claimed.push(claimsOn(this.context.store).claim(kind, opened.name, place));
  }

  /**
   * Lets no instance run a projection, whichever of its generations, or a reaction, until it is resumed; one that does
   * finishes what is in flight. What is done by hand, `catchUp`, goes on.
   * @throws EventStoreError `commit-id-reused` for another decision under the same id
   */
  pause(kind: Pausable, name: string, context: OperatorContext = {}): Promise<PauseOutcome> {
    return this.context.pauses.pause(pauseName(kind, name), context);
  }

  /**
   * Lets it run again, from where it was.
   * @throws EventStoreError `commit-id-reused` for another decision under the same id
   */
  resume(kind: Pausable, name: string, context: OperatorContext = {}): Promise<ResumeOutcome> {
    return this.context.pauses.resume(pauseName(kind, name), context);
  }

  /**
   * A subscription under a name that is unique in the log; makes its lease and its checkpoint when it is new.
   * @param pausedAs what an operator pauses it by
   * @throws EventStoreError `invalid-options`
   */
  async subscribe(
    name: string,
    consumer: Consumer,
    options: Partial<SubscriptionOptions> = {},
    pausedAs = name,
  ): Promise<Subscription> {
    const all = subscriptionOptions(options, this.options);
    await this.context.leases.prepare(name);
    await this.context.checkpoints.prepare(name);
    const subscription = new Subscription(name, this.context, all, consumer, pausedAs);
    this.#opened.add(subscription);
    return subscription;
  }

  /**
   * The events after a position that match a query, in order, each once, without an end, a checkpoint or a lease: for
   * whoever watches the log for a while. It waits while the database is unavailable, and at an event that this code
   * does not know.
   * @throws EventStoreError `invalid-options`; `position-beyond-head`, where nobody can have been yet
   */
  follow<Event extends EventData<string, object> = EventData>(
    which: FollowEvents,
  ): AsyncGenerator<RecordedEvent<Event>>;
  follow(which: FollowEvents): AsyncGenerator<RecordedEvent> {
    const { store, watch } = this.context;
    return followEvents(store.log, watch, which, this.options);
  }

  /**
   * Lets this process keep up with the log's end though nothing is run here: a repeat of a command then finds the answers
   * known that other instances gave before, and need not end with `command-answered`.
   */
  keepUp(): void {
    this.context.watch.keepUp();
  }

  /** Takes in what is to be stopped together with the subscriptions. */
  add(runs: Runs): void {
    this.#opened.add(runs);
  }

  /** Stops something for good. */
  async end(runs: Runs): Promise<void> {
    await runs.stop();
    this.#opened.delete(runs);
  }

  /** Stops them all and gives their leases back. */
  async close(): Promise<void> {
    await Promise.all([...this.#opened].map((runs) => runs.stop()));
    await this.context.watch.close();
    for (const release of this.#claimed.splice(0)) release();
  }
}

/** What operators can pause. */
export type Pausable = 'projection' | 'reaction';

/** What it is called among the pauses. */
export const pauseName = (kind: Pausable, name: string): string => `${kind}:${name}`;

const claims = new WeakMap<MongoEventStore, Claims>();

/** One store may have several subscriptions opened on it. */
const claimsOn = (store: MongoEventStore): Claims => {
  const known = claims.get(store) ?? new Claims();
  claims.set(store, known);
  return known;
};
