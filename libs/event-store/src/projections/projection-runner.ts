import { type Abortable, EventStoreError, type Position, START, toPosition } from '../contract';
import {
  type CatchUpOptions,
  type OperatorContext,
  PositionWaiters,
  proveCheckpoint,
  type SubscriptionOptions,
  type Subscriptions,
  type SubscriptionStatus,
  type WaitOptions,
} from '../subscriptions';
import { inTransaction } from '../driver';
import { pause, unlessAborted } from '../async';
import type { RebuildStatus } from './build-progress';
import { checkProjection } from './check-projection';
import type { RebuildOutcome } from './generation';
import { LiveGenerations } from './live-generations';
import { DocumentReader, GenerationStore, type Reading, readingWithin, SetAsideStore } from './mongo';
import type { DocumentOf, Projection, ReadModels } from './projection';
import { subscriptionName } from './names';
import { findServing } from './serving';
import type { EventSetAside } from './set-aside';

/** How a projection is doing, as any instance can tell. */
export interface ProjectionStatus extends SubscriptionStatus {
  /** The version that this instance answers from, or will. */
  readonly version: number;
  /** Whether this instance can answer: false while the first generation of its code is being filled. */
  readonly serving: boolean;
  /** The generation that is being filled to take over. */
  readonly rebuild?: RebuildStatus;
  /** How many keys are set aside; absent where none are. */
  readonly setAside?: number;
}

/** A document, or that there is none. */
export interface Found<Model> {
  /** The log position that it is as of. */
  readonly position: Position;
  readonly document: DocumentOf<Model> | null;
}

const NEVER = new AbortController().signal;
const LEVEL_AGAIN_MS = 20;
const PATIENCE_MS = 5_000;

/** A projection in a process: runs it, fills it anew, and reads what it has stored. */
export class ProjectionRunner<Models extends ReadModels = ReadModels> {
  private constructor(
    readonly projection: Projection<Models>,
    private readonly subscriptions: Subscriptions,
    private readonly generations: LiveGenerations,
    private readonly waiters: PositionWaiters,
    private readonly documents: DocumentReader<Models>,
  ) {}

  /** See `openProjection`. */
  static async open<Models extends ReadModels>(
    subscriptions: Subscriptions,
    projection: Projection<Models>,
    options: Partial<SubscriptionOptions>,
  ): Promise<ProjectionRunner<Models>> {
    const { store, checkpoints } = subscriptions.context;
    if (projection.unknown !== 'skip')
      store.log.types.assertKnown(projection.query, `projection ${projection.name}`);
    const stored = new GenerationStore(store.db, store.causality, checkpoints, projection.name);
    const proven = new Set<string>();
    const reached = async () => {
      const serving = await findServing(generations, checkpoints);
      if (!serving) return START;
      const name = subscriptionName(projection.name, serving.generation);
      // Once: from then on this process notices by itself when the log is set back.
      if (!proven.has(name)) await proveCheckpoint(subscriptions.context, name);
      proven.add(name);
      return serving.position;
    };
    const waiters = new PositionWaiters(
      projection.name,
      reached,
      () => generations.served?.subscription.held ?? false,
    );
    const moved = (position: Position) => waiters.tell(position);
    const generations = await LiveGenerations.open(projection, stored, subscriptions, options, moved);
    const documents = new DocumentReader<Models>(store);
    return new ProjectionRunner(projection, subscriptions, generations, waiters, documents);
  }

  get name(): string {
    return this.projection.name;
  }

  /** The version of the fold that this process has the code of. */
  get version(): number {
    return this.projection.version;
  }

  /** Runs it in this process whenever no other instance does, until it is stopped. */
  start(): void {
    this.generations.start();
  }

  /** Finishes what is in flight, for at most two seconds, and gives the leases back. */
  stop(): Promise<void> {
    return this.generations.stop();
  }

  /**
   * Goes on by hand, without running; a generation that is being filled to take over as well.
   * @returns the checkpoint of the generation that answers
   * @throws EventStoreError `subscription-busy` when an instance runs it; whatever the fold throws
   */
  async catchUp(options: CatchUpOptions = {}): Promise<Position> {
    await this.generations.sync();
    const { served, building } = this.generations;
    await served?.subscription.catchUp(options);
    await building?.subscription.catchUp(options);
    return this.waiters.look();
  }

  /**
   * Waits until what this instance answers from, wherever it is filled, reflects a position; one beyond the head is
   * waited for.
   * @returns the position reached: at least `position`
   * @throws EventStoreError `position-not-reached` when the time is over; the signal's reason
   */
  waitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.waiters.waitFor(position, options);
  }

  /** The same, where less will do: when the time is over, or the signal aborted, it gives the position reached. */
  tryWaitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.waiters.tryWaitFor(position, options);
  }

  /**
   * Reads the models as one consistent snapshot, together with the position that all of it reflects; no older than
   * what was waited for or read before. The work may be run more than once.
   * @throws EventStoreError `projection-not-ready` while the first generation of this code is being filled; the signal's
   *   reason
   */
  async read<Result>(
    work: (reading: Reading<Models>) => Promise<Result>,
    { signal }: Abortable = {},
  ): Promise<Result> {
    let floor = this.waiters.reached;
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      signal?.throwIfAborted();
      const read = await unlessAborted(this.#readNow(floor, work, signal), signal);
      if (read) return read.result;
      // What was seen of a log that was set back since is no floor any more.
      if ((await this.subscriptions.context.store.head()) < floor) {
        this.waiters.forget();
        floor = START;
      }
      // Another version took over a moment ago, and was level with the old one then; the old one went on.
      if (performance.now() > giveUpAt) throw this.#notReady(`has not reached position ${floor} again`);
      await pause(LEVEL_AGAIN_MS, NEVER);
    }
  }

  /**
   * One document of a model by its key, as of a position; no older than what was waited for or read before. Costs two
   * reads, where `read` makes a transaction.
   * @throws EventStoreError see `read`
   */
  async findById<Name extends keyof Models & string>(
    name: Name,
    key: string,
    { signal }: Abortable = {},
  ): Promise<Found<Models[Name]>> {
    signal?.throwIfAborted();
    const { checkpoints } = this.subscriptions.context;
    const floor = this.waiters.reached;
    const serving = await findServing(this.generations, checkpoints);
    if (serving && serving.position >= floor) {
      const document = await this.documents.findById(
        this.generations.codeOf(serving.generation),
        name,
        serving.generation,
        key,
        signal,
      );
      // Read after the checkpoint, and changed no later than that: as it is, it was there.
      if (document && document.lastPosition <= serving.position) {
        this.waiters.tell(serving.position);
        return { position: serving.position, document };
      }
    }
    // It has changed a moment ago, or may have been removed a moment ago.
    return this.read(
      async (reading) => ({
        position: reading.position,
        document: await reading.model(name).findById(key),
      }),
      signal && { signal },
    );
  }

  /**
   * Begins to fill a new generation from the start of the log; the present one answers until the new one is as far. No
   * reaction is repeated: reactions have checkpoints of their own.
   * @param context who asks for it, and under which command: the same one begins it once
   * @throws EventStoreError `commit-id-reused` for another decision under the same id
   */
  async rebuild(context: OperatorContext = {}): Promise<RebuildOutcome> {
    const now = this.subscriptions.context.store.log.now();
    const outcome = await this.generations.store.rebuild(this.version, context, now);
    await this.generations.sync();
    return outcome;
  }

  /**
   * What this instance answers from that goes no further, by the events that keep it from that.
   * @param order of their positions
   */
  async setAside(order: 'asc' | 'desc' = 'asc'): Promise<readonly EventSetAside[]> {
    const events = await this.#records().events();
    return order === 'asc' ? events : events.toReversed();
  }

  /**
   * Asks for the keys that an event has set aside to be folded again, from the start of the log: when its code has been
   * mended. The instance that runs the projection does it, beside what comes; where the fold fails again, they stay set
   * aside, with today's error.
   * @throws EventStoreError `set-aside-not-found`; `commit-id-reused` for another decision under the same id
   */
  retrySetAside(position: number, context: OperatorContext = {}): Promise<void> {
    const { store } = this.subscriptions.context;
    return this.#records().ask(toPosition(position), context, store.log.now());
  }

  /**
   * How far it is and how it is doing, whichever instance runs it.
   * @throws EventStoreError `projection-not-ready`
   */
  async status(): Promise<ProjectionStatus> {
    await this.generations.sync();
    const { served, building } = this.generations;
    const [now, next] = [await served?.subscription.status(), await building?.subscription.status()];
    const shown = now ?? next;
    if (!shown) this.#throwGone();
    if (building) await this.generations.measure(false);
    const setAside = await this.#records().count();
    const error = now?.error ?? next?.error;
    return {
      ...shown,
      name: this.name,
      version: (served ?? building)?.generation.version ?? this.version,
      serving: served !== undefined,
      status:
        error !== undefined
          ? 'failed'
          : shown.status === 'paused'
            ? 'paused'
            : building
              ? 'rebuilding'
              : shown.status,
      ...(error !== undefined && { error }),
      ...(setAside > 0 && { setAside }),
      ...(building &&
        next && { rebuild: building.progress.status(building.generation.version, next.position, next.head) }),
    };
  }

  #records(): SetAsideStore {
    const { store } = this.subscriptions.context;
    const { generation } = this.generations.served ?? this.generations.building ?? this.#throwGone();
    return new SetAsideStore(store.db, store.causality, subscriptionName(this.name, generation));
  }

  #readNow<Result>(
    floor: Position,
    work: (reading: Reading<Models>) => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly result: Result } | undefined> {
    const { store, checkpoints } = this.subscriptions.context;
    return inTransaction(store.causality, async (session) => {
      // Before the models, so that the snapshot's first reads are those that say which they are, and how far.
      const { generation, position } =
        (await findServing(this.generations, checkpoints, session)) ?? this.#throwBeingFilled();
      if (position < floor) return undefined;
      const code = this.generations.codeOf(generation);
      const result = await work(readingWithin(store.db, code, generation, session, position, signal));
      this.waiters.tell(position);
      return { result };
    });
  }

  #throwGone(): never {
    throw this.#notReady('has no generation: its document in the collection generations is gone');
  }

  #throwBeingFilled(): never {
    throw this.#notReady('is being filled from the start of the log');
  }

  #notReady(state: string): EventStoreError {
    return new EventStoreError(
      'projection-not-ready',
      `Version ${this.version} of projection ${this.name} ${state}. Try again later, or ask an instance that is ready.`,
      { projection: this.name, version: this.version },
    );
  }
}

/**
 * Makes what a projection needs in the database, and hands it over, not yet running.
 * @param options where it differs from the other subscriptions
 * @throws EventStoreError `invalid-name`, `invalid-options`; `name-claimed` when it is open on the store
 */
export const openProjection = async <Models extends ReadModels>(
  subscriptions: Subscriptions,
  projection: Projection<Models>,
  options: Partial<SubscriptionOptions> = {},
): Promise<ProjectionRunner<Models>> => {
  checkProjection(projection);
  subscriptions.claim('projection', projection, openProjection);
  return ProjectionRunner.open(subscriptions, projection, options);
};
