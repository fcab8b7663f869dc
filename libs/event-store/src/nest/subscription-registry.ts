import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { EventStore } from '../event-store';
import { tryWaitForPosition } from '../log';
import { untilSettled } from './until-settled';
import type { ProcessRunner, ProcessStatus } from '../processes';
import type { ProjectionRunner, ProjectionStatus, RebuildOutcome } from '../projections';
import type { ReactionRunner, ReactionStatus } from '../reactions';
import type {
  OperatorContext,
  Pausable,
  Pause,
  PauseOutcome,
  ResumeOutcome,
  Subscriptions,
  WaitOptions,
} from '../subscriptions';
import type { TimerRunner } from '../timers';
import type { EventStoreModuleOptions } from './options';

/** Something that is not as it should be with a projection or a reaction. */
export interface Trouble extends Partial<Pick<ReactionStatus, 'waiting' | 'parked' | 'oldest'>> {
  readonly kind: Pausable;
  readonly name: string;
  /** It fails. */
  readonly error?: string;
  /** An operator has decided so: nothing of it is done. */
  readonly paused?: Pause;
}

/** Every projection, reaction, process manager and timer of the application: starts them, stops them, and tells how they are doing. */
export class SubscriptionRegistry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #projections: ProjectionRunner[] = [];
  readonly #reactions: ReactionRunner[] = [];
  readonly #timers: TimerRunner[] = [];
  readonly #processes: ProcessRunner[] = [];

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

  /** Takes charge of a process manager. */
  addProcess(runner: ProcessRunner): void {
    const { deadlines, reaction } = runner.parts;
    if (deadlines) {
      this.addProjection(deadlines.processes);
      this.addTimer(deadlines.timer);
    }
    if (reaction) this.addReaction(reaction);
    this.#processes.push(runner);
  }

  /** How the projections are doing, as `GET /projections` tells it. See `ProjectionRunner.status`. */
  list(): Promise<readonly ProjectionStatus[]> {
    return Promise.all(byName(this.#projections).map((runner) => runner.status()));
  }

  /** How the reactions are doing, as `GET /reactions` tells it. */
  reactions(): Promise<readonly ReactionStatus[]> {
    return Promise.all(byName(this.#reactions).map((runner) => runner.status()));
  }

  /** How the process managers are doing. See `ProcessRunner.status`. */
  processes(): Promise<readonly ProcessStatus[]> {
    return Promise.all(byName(this.#processes).map((runner) => runner.status()));
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
  rebuild(name: string, context?: OperatorContext): Promise<RebuildOutcome | undefined> {
    const runner = this.#projections.find((one) => one.name === name);
    return runner ? runner.rebuild(context) : Promise.resolve(undefined);
  }

  /**
   * Lets no instance run a projection or a reaction until it is resumed. See `Subscriptions.pause`.
   * @returns nothing when there is none of this name
   */
  async pause(kind: Pausable, name: string, context?: OperatorContext): Promise<PauseOutcome | undefined> {
    return this[kind](name) && this.subscriptions.pause(kind, name, context);
  }

  /** Lets it run again. See `Subscriptions.resume`. @returns nothing when there is none of this name */
  async resume(kind: Pausable, name: string, context?: OperatorContext): Promise<ResumeOutcome | undefined> {
    return this[kind](name) && this.subscriptions.resume(kind, name, context);
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

  /** What is not as it should be: projections that fail, wherever they run, reactions that have something left to do, and what is paused. */
  async troubles(): Promise<readonly Trouble[]> {
    const [projections, reactions] = await Promise.all([this.list(), this.reactions()]);
    const failing = projections.flatMap(({ name, error, paused }): readonly Trouble[] =>
      error === undefined && !paused
        ? []
        : [{ kind: 'projection', name, ...(error !== undefined && { error }), ...(paused && { paused }) }],
    );
    const behind = reactions.flatMap(({ name, waiting, parked, oldest, paused }): readonly Trouble[] =>
      oldest || paused
        ? [
            {
              ...{ kind: 'reaction', name },
              ...(oldest && { waiting, parked, oldest }),
              ...(paused && { paused }),
            },
          ]
        : [],
    );
    return [...failing, ...behind];
  }

  /**
   * Waits for the log's head. See `tryWaitForPosition`.
   * @returns the head: at least `position`, or less when the time is over
   * @throws EventStoreError `store-unavailable`, `log-diverged`
   */
  tryWaitFor(position: number, options: WaitOptions): Promise<number> {
    return tryWaitForPosition(this.store.log, position, options);
  }

  /**
   * Waits until every projection and reaction is done with every event, those included that they append meanwhile, and
   * every deadline that has come is met, or rests after a try: for tests, and for a last look before something is switched off.
   * @param timeoutMs default 10,000
   * @returns the head of the log that all of them reflect
   * @throws EventStoreError `not-settled`
   */
  settled({ timeoutMs = 10_000 }: Partial<WaitOptions> = {}): Promise<number> {
    const readers = [...this.#projections, ...this.#reactions];
    return untilSettled(this.store, { readers, processes: this.#processes }, timeoutMs);
  }

  /**
   * Waits for every reaction to come to a position.
   * @returns how far all of them have come: less than `position` when the time is over; the head where there are none
   * @throws EventStoreError `store-unavailable`, `log-diverged`
   */
  async tryWaitForReactions(position: number, options: WaitOptions): Promise<number> {
    if (this.#reactions.length === 0) return this.tryWaitFor(position, options);
    return Math.min(...(await Promise.all(this.#reactions.map((one) => one.tryWaitFor(position, options)))));
  }

  /** Starts them all, unless this process runs none. */
  onApplicationBootstrap(): void {
    this.subscriptions.keepUp();
    if (this.options.runSubscriptions === false) return;
    for (const runner of [...this.#projections, ...this.#reactions, ...this.#timers]) runner.start();
  }

  /** Subscriptions first: what they are doing may still need the store. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.subscriptions.close();
    await this.store.close();
  }
}

/** In an order that does not depend on which module was ready first. */
const byName = <Runner extends { readonly name: string }>(runners: readonly Runner[]): readonly Runner[] =>
  runners.toSorted((one, other) => (one.name < other.name ? -1 : 1));
