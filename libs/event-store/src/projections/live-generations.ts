import { performance } from 'node:perf_hooks';
import type { Position } from '../contract';
import { pause, SingleFlight } from '../async';
import {
  describeError,
  standsElsewhere,
  type SubscriptionOptions,
  type Subscriptions,
} from '../subscriptions';
import {
  enrolled,
  filledBy,
  NO_GENERATIONS,
  sameGeneration,
  servedTo,
  type Generation,
  type Generations,
} from './generation';
import { LiveGeneration } from './live-generation';
import type { GenerationStore } from './mongo';
import { subscriptionName } from './names';
import type { Projection } from './projection';

const TELL_PROGRESS_MS = 5_000;

/** The generations that a process fills and answers from; keeps up with what other instances change about them. */
export class LiveGenerations {
  readonly #projections: ReadonlyMap<number, Projection>;
  readonly #sync = new SingleFlight(() => this.#takeIn());
  #known: Generations = NO_GENERATIONS;
  #live: readonly LiveGeneration[] = [];
  #stop: AbortController | undefined;
  #keeping: Promise<void> = Promise.resolve();

  private constructor(
    readonly projection: Projection,
    readonly store: GenerationStore,
    private readonly subscriptions: Subscriptions,
    private readonly options: Partial<SubscriptionOptions>,
    private readonly moved: (position: Position) => void,
  ) {
    this.#projections = new Map(
      [projection, ...(projection.previous ?? [])].map((one) => [one.version, one]),
    );
  }

  /** @param moved is told how far the generation is that answers, as far as this process fills it */
  static async open(
    projection: Projection,
    store: GenerationStore,
    subscriptions: Subscriptions,
    options: Partial<SubscriptionOptions>,
    moved: (position: Position) => void,
  ): Promise<LiveGenerations> {
    await store.prepare();
    await store.change((generations) => enrolled(generations, projection.version));
    const live = new LiveGenerations(projection, store, subscriptions, options, moved);
    await live.sync();
    subscriptions.add(live);
    return live;
  }

  get versions(): ReadonlySet<number> {
    return new Set(this.#projections.keys());
  }

  /** What answers, as far as this process knows. */
  get served(): LiveGeneration | undefined {
    const served = servedTo(this.#known, this.versions);
    return this.#live.find((one) => one.is(served));
  }

  /**
   * What answers until its checkpoint is closed: of the newest version that this process has the code of, so that only
   * another filling of it can take over, and that closes the checkpoint. Nothing where a newer version may take over.
   */
  get lasting(): Generation | undefined {
    const served = servedTo(this.#known, this.versions);
    return served?.version === Math.max(...this.versions) ? served : undefined;
  }

  /** What is being filled to take over. */
  get building(): LiveGeneration | undefined {
    return this.#live.find((one) => this.#isBuilding(one.generation));
  }

  /** The code that fills and reads a generation. */
  codeOf({ version }: Generation): Projection {
    return this.#projections.get(version) ?? this.projection;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    for (const { subscription } of this.#live) subscription.start();
    this.#keeping = this.#keepUp(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop?.abort();
    await Promise.all([this.#keeping, ...this.#live.map(({ subscription }) => subscription.stop())]);
    this.#stop = undefined;
  }

  /** Takes in what other instances have changed. */
  sync(): Promise<void> {
    return this.#sync.run();
  }

  async #takeIn(): Promise<void> {
    this.#known = await this.store.read();
    const wanted = filledBy(this.#known, this.versions);
    const live: LiveGeneration[] = [];
    for (const generation of wanted) {
      live.push(this.#live.find((one) => one.is(generation)) ?? (await this.#open(generation)));
    }
    const unwanted = this.#live.filter((one) => !live.includes(one));
    this.#live = live;
    if (this.#stop && !this.#stop.signal.aborted) for (const { subscription } of live) subscription.start();
    for (const { subscription } of unwanted) void this.subscriptions.end(subscription);
  }

  #open(generation: Generation): Promise<LiveGeneration> {
    const reached = (position: Position) => this.#reached(generation, position);
    return LiveGeneration.open(
      this.subscriptions,
      this.codeOf(generation),
      generation,
      reached,
      this.options,
    );
  }

  async #reached(generation: Generation, position: Position): Promise<void> {
    const isOutdated = (name: string) => standsElsewhere(this.subscriptions.context, name);
    if (this.#isBuilding(generation) && (await this.store.cutOverTo(generation, isOutdated))) {
      await this.sync();
      this.#log(`${this.#name(generation)} has caught up and answers from now on, at position ${position}.`);
    }
    if (this.served?.is(generation)) this.moved(position);
  }

  async #keepUp(stop: AbortSignal): Promise<void> {
    const { waitMs, logger } = { ...this.subscriptions.options, ...this.options };
    let failing = false;
    let toldAt = performance.now();
    while (!stop.aborted) {
      await pause(waitMs, stop);
      try {
        await this.sync();
        const told = await this.measure(performance.now() - toldAt >= TELL_PROGRESS_MS);
        if (told) toldAt = performance.now();
        failing = false;
      } catch (error) {
        if (hasEnded(stop)) return;
        if (!failing)
          logger.warn(`${this.projection.name}: its generations cannot be read: ${describeError(error)}`);
        failing = true;
      }
    }
  }

  /** Looks how fast the new generation gets on. @returns whether it was told */
  async measure(tell: boolean): Promise<boolean> {
    const { building } = this;
    if (!building) return false;
    const { checkpoints, store } = this.subscriptions.context;
    const position = await checkpoints.position(building.subscription.name);
    building.progress.sample(position, performance.now());
    if (!tell || !building.subscription.held) return false;
    const head = await store.head();
    const { percent, secondsLeft } = building.progress.status(building.generation.version, position, head);
    this.#log(
      `${this.#name(building.generation)} is being filled: ${percent}% (${position} of ${head}), ` +
        `${Math.round(building.progress.rate ?? 0)} events a second, ${secondsLeft} s left.`,
    );
    return true;
  }

  #isBuilding(generation: Generation): boolean {
    return this.#known.building.some((one) => sameGeneration(one, generation));
  }

  #name(generation: Generation): string {
    return subscriptionName(this.projection.name, generation);
  }

  #log(message: string): void {
    ({ ...this.subscriptions.options, ...this.options }).logger.log(message);
  }
}

/** Asked anew: what is awaited takes time. */
const hasEnded = (stop: AbortSignal): boolean => stop.aborted;
