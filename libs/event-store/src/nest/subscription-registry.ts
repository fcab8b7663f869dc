import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { EventStore } from '../event-store';
import { waitForPosition } from '../log';
import { untilSettled } from './until-settled';
import type { ProjectionRunner, ProjectionStatus, RebuildOutcome } from '../projections';
import type { ReactionRunner, ReactionStatus } from '../reactions';
import type { Pause, Subscriptions, WaitOptions } from '../subscriptions';
import type { TimerRunner } from '../timers';
import type { EventStoreModuleOptions } from './options';

/** Something that is going wrong in a projection or a reaction. */
export type Trouble =
  | { readonly kind: 'projection'; readonly name: string; readonly error: string }
  | ({ readonly kind: 'reaction'; readonly name: string } & Pick<ReactionStatus, 'waiting' | 'parked'> &
      Required<Pick<ReactionStatus, 'oldest'>>);

/** Every projection, reaction and timer of the application: starts them, stops them, and tells how they are doing. */
export class SubscriptionRegistry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #projections: ProjectionRunner[] = [];
  readonly #reactions: ReactionRunner[] = [];
  readonly #timers: TimerRunner[] = [];

  constructor(
    private readonly options: Pick<EventStoreModuleOptions, 'runSubscriptions'>,
    private readonly subscriptions: Subscriptions,
    private readonly store: EventStore,
  ) {}

  /** Takes charge of a projection. */
  addProjection(runner: ProjectionRunner): void {
    this.#projections.push(runner);
  }

  /** Takes charge of a reaction. */
  addReaction(runner: ReactionRunner): void {
    this.#reactions.push(runner);
  }

  /** Takes charge of a timer. */
  addTimer(runner: TimerRunner): void {
    this.#timers.push(runner);
  }

  /** How the projections are doing, as `GET /projections` tells it. See `ProjectionRunner.status`. */
  list(): Promise<readonly ProjectionStatus[]> {
    return Promise.all(byName(this.#projections).map((runner) => runner.status()));
  }

  /** How the reactions are doing, as `GET /reactions` tells it. */
  reactions(): Promise<readonly ReactionStatus[]> {
    return Promise.all(byName(this.#reactions).map((runner) => runner.status()));
  }

  /** A projection, by its name. */
  projection(name: string): ProjectionRunner | undefined {
    return this.#projections.find((one) => one.name === name);
  }

  /** A reaction, by its name. */
  reaction(name: string): ReactionRunner | undefined {
    return this.#reactions.find((one) => one.name === name);
  }

  /**
   * Begins to fill a projection anew. See `ProjectionRunner.rebuild`.
   * @returns nothing when there is none of this name
   */
  rebuild(name: string, request?: string, by?: string): Promise<RebuildOutcome | undefined> {
    const runner = this.#projections.find((one) => one.name === name);
    return runner ? runner.rebuild(request, by) : Promise.resolve(undefined);
  }

  /**
   * What no instance runs, though no operator has paused it, and what this one cannot answer from before it has been
   * filled: a service is ready when there is nothing.
   */
  async idle(): Promise<readonly string[]> {
    const [projections, reactions] = await Promise.all([this.list(), this.reactions()]);
    const timers = await Promise.all(
      this.#timers.map(async (timer) => ({ name: timer.name, active: await timer.active() })),
    );
    const runs = ({ active, paused }: { readonly active: boolean; readonly paused?: Pause }) =>
      active || paused;
    const missing = projections.filter((one) => !runs(one) || !one.serving);
    return [...missing, ...[...reactions, ...timers].filter((one) => !runs(one))].map(({ name }) => name);
  }

  /** What is going wrong: projections that fail, wherever they run, and reactions that have something left to do. */
  async troubles(): Promise<readonly Trouble[]> {
    const [projections, reactions] = await Promise.all([this.list(), this.reactions()]);
    const failing = projections.flatMap(({ name, error }) =>
      error === undefined ? [] : [{ kind: 'projection', name, error } as const],
    );
    const behind = reactions.flatMap(({ name, waiting, parked, oldest }) =>
      oldest ? [{ kind: 'reaction', name, waiting, parked, oldest } as const] : [],
    );
    return [...failing, ...behind];
  }

  /**
   * Waits for the log's head. See `waitForPosition`.
   * @returns the head: at least `position`, or less when the time is over
   * @throws EventStoreError `store-unavailable`, `log-diverged`
   */
  waitFor(position: number, options: WaitOptions): Promise<number> {
    return waitForPosition(this.store.log, position, options);
  }

  /**
   * Waits until every projection and reaction is done with every event, those included that reactions append meanwhile:
   * for tests, and for a last look before something is switched off.
   * @param timeoutMs default 10,000
   * @returns the head of the log that all of them reflect
   * @throws EventStoreError `not-settled`
   */
  settled({ timeoutMs = 10_000 }: Partial<WaitOptions> = {}): Promise<number> {
    const readers = [...this.#projections, ...this.#reactions];
    return untilSettled(this.store, readers, timeoutMs);
  }

  /**
   * Waits for every reaction to come to a position.
   * @returns how far all of them have come: less than `position` when the time is over; the head where there are none
   * @throws EventStoreError `store-unavailable`, `log-diverged`
   */
  async waitForReactions(position: number, options: WaitOptions): Promise<number> {
    if (this.#reactions.length === 0) return this.waitFor(position, options);
    return Math.min(...(await Promise.all(this.#reactions.map((one) => one.waitFor(position, options)))));
  }

  /** Starts them all, unless this process runs none. */
  onApplicationBootstrap(): void {
    this.subscriptions.keepUp();
    if (this.options.runSubscriptions === false) return;
    for (const runner of [...this.#projections, ...this.#reactions, ...this.#timers]) runner.start();
  }

  /** Subscriptions first: what they are doing may still need the store. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.subscriptions.close(), ...this.#timers.map((timer) => timer.stop())]);
    await this.store.close();
  }
}

/** In an order that does not depend on which module was ready first. */
const byName = <Runner extends { readonly name: string }>(runners: readonly Runner[]): readonly Runner[] =>
  runners.toSorted((one, other) => (one.name < other.name ? -1 : 1));
