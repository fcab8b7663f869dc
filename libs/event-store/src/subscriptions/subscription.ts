import { assertCount, type Commit, isEventStoreError, type Position } from '../contract';
import { withOperationTimeout } from '../driver';
import { acquireForOnce } from './acquire-for-once';
import { BatchSize } from './batch-size';
import type { Consumer } from './consumer';
import { FencedError } from './errors';
import { follow, upTo, type Batches } from './follow';
import { BATCH, Health } from './health';
import type { HeldLease } from './held-lease';
import { type Hold, LeasedRun } from './leased-run';
import type { CheckpointPlace, OperatorContext } from './mongo';
import { provePlace } from './prove-checkpoint';
import { resumeAt } from './resume-at';
import type { SubscriptionOptions } from './options';
import { PositionWaiters, type WaitOptions } from './position-waiters';
import type { SubscriptionStatus } from './status';
import type { SubscriptionsContext } from './context';
import { CheckpointOwnership } from './checkpoint-ownership';

/** How far to catch up by hand. */
export interface CatchUpOptions {
  /** Events at most, from 1: whole commits, and at least one. Default: all up to the head at the call. */
  readonly maxEvents?: number;
  readonly signal?: AbortSignal;
}

/** Small, because nobody knows yet how large events are here. */
const FIRST_EVENTS = 64;

/**
 * A named, durable reader of the log: one active consumer among all instances, by a lease with a fencing token.
 * It never misses and never doubles an event, whatever crashes; what fails is tried again without end.
 */
export class Subscription {
  readonly #waiters: PositionWaiters;
  /** Whether the checkpoint that queries wait for was held against the log once. */
  #proven = false;
  readonly #run: LeasedRun;

  constructor(
    readonly name: string,
    private readonly context: SubscriptionsContext,
    private readonly options: SubscriptionOptions,
    private readonly consumer: Consumer,
    private readonly pausedAs: string,
  ) {
    this.#waiters = new PositionWaiters(
      name,
      () => this.#provenPosition(),
      () => this.held,
    );
    this.#run = new LeasedRun(context.leases, options, {
      name,
      step: BATCH,
      run: (hold) => this.#consume(hold),
      paused: () => context.pauses.of(pausedAs, options.waitMs),
    });
  }

  /** Whether this process runs it now. */
  get held(): boolean {
    return this.#run.held;
  }

  /** Runs it in this process whenever no other instance does, until it is stopped. */
  start(): void {
    this.#run.start();
  }

  /** Finishes what is in flight, for at most two seconds, and gives the lease back. */
  stop(): Promise<void> {
    return this.#run.stop();
  }

  /**
   * Goes on by hand, without running: in steps as small as wanted. Waits until a crashed instance's lease has run out.
   * @returns the checkpoint
   * @throws EventStoreError `subscription-busy` when an instance runs it; whatever the consumer throws
   */
  async catchUp({ maxEvents, signal }: CatchUpOptions = {}): Promise<Position> {
    if (maxEvents !== undefined) assertCount('maxEvents', maxEvents);
    const never = new AbortController().signal;
    const stop = signal ?? never;
    const lease = await acquireForOnce(
      this.name,
      this.context.leases,
      this.options,
      () => stop.aborted || this.#run.started,
    );
    try {
      const { log } = this.context.store;
      const head = await log.head();
      const size = new BatchSize(this.options, FIRST_EVENTS);
      await this.#during(
        lease,
        (position) => this.#waiters.tell(position),
        (checkpoint) =>
          this.consumer.consume({
            checkpoint,
            attempt: 1,
            health: new Health(this.name, this.options.logger, (error) => lease.report(error)),
            batches: (signal) =>
              delivering(
                checkpoint,
                upTo(log, {
                  ...{ after: checkpoint.position, head, size, signal },
                  // Step by step, whoever counts them counts those that do not matter, too.
                  ...(maxEvents === undefined ? { query: this.consumer.query } : { maxEvents }),
                }),
              ),
            stopping: AbortSignal.any([stop, lease.lost]),
            lost: lease.lost,
          }),
      );
      return this.#waiters.reached;
    } finally {
      await lease.release();
    }
  }

  /**
   * Waits until the checkpoint, wherever the subscription runs, reflects a position; one beyond the head is waited for.
   * @returns the position reached: at least `position`
   * @throws EventStoreError `position-not-reached` when the time is over; the signal's reason
   */
  waitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.#waiters.waitFor(position, options);
  }

  /** The same, where less will do: when the time is over, or the signal aborted, it gives the position reached. */
  tryWaitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.#waiters.tryWaitFor(position, options);
  }

  /** See `ReactionRunner.resumeAt`. */
  async resumeAt(position: Position, context: OperatorContext): Promise<Position> {
    const resumed = await resumeAt(this.context, this.name, position, context);
    this.#waiters.forget();
    return resumed;
  }

  /** How it is doing, wherever it runs. */
  async status(): Promise<SubscriptionStatus> {
    const { leases, checkpoints, pauses, store } = this.context;
    const [holding, place, paused] = await Promise.all([
      leases.holding(this.name),
      checkpoints.place(this.name),
      pauses.of(this.pausedAs),
    ]);
    // Read last, so that the head is not behind the checkpoint.
    const diverged = await this.#divergence(place);
    const { position } = place;
    const { head } = store.log.tail;
    const error = diverged ?? holding?.error ?? undefined;
    return {
      name: this.name,
      status:
        error !== undefined ? 'failed' : this.held ? 'running' : paused && !holding ? 'paused' : 'waiting',
      active: holding !== undefined || this.#run.standsBy,
      position,
      head,
      lag: head - position,
      ...(error !== undefined && { error }),
      ...(paused && { paused }),
    };
  }

  /** Whether the log is another one than this subscription, or this process, has seen: in words. */
  async #divergence(place: CheckpointPlace): Promise<string | undefined> {
    try {
      await this.context.store.head();
      await provePlace(this.context, this.name, place);
      return undefined;
    } catch (error) {
      if (isEventStoreError(error, 'log-diverged')) return error.message;
      throw error;
    }
  }

  async #provenPosition(): Promise<Position> {
    const place = await this.context.checkpoints.place(this.name);
    if (!this.#proven) await provePlace(this.context, this.name, place);
    this.#proven = true;
    return place.position;
  }

  #consume({ lease, health, stopping, lost, failures, succeeded }: Hold): Promise<void> {
    const advanced = (position: Position) => {
      if (position > this.#waiters.reached) succeeded();
      this.#waiters.tell(position);
    };
    return this.#during(lease, advanced, (checkpoint) => {
      const batches = (signal: AbortSignal) =>
        delivering(checkpoint, this.#follow(checkpoint.position, failures, signal));
      return this.consumer.consume({ checkpoint, health, attempt: failures + 1, batches, stopping, lost });
    });
  }

  /** After a failure in small batches, so that what can go through does, and what fails is one commit. */
  #follow(after: Position, failures: number, signal: AbortSignal): Batches {
    const { maxEvents, maxBytes, batchMs, pauseMs, checkpointMs: idleMs } = this.options;
    const first = Math.min(FIRST_EVENTS, Math.max(1, Math.floor(maxEvents / 8 ** failures)));
    return follow(this.context.store.log, this.context.watch, {
      after,
      query: this.consumer.query,
      size: new BatchSize({ maxEvents, maxBytes, batchMs }, first),
      pauseMs,
      idleMs,
      signal,
    });
  }

  /** Owns the checkpoint for as long as the work takes. */
  async #during(
    { grant }: HeldLease,
    advanced: (position: Position) => void,
    work: (checkpoint: CheckpointOwnership) => Promise<void>,
  ): Promise<void> {
    const { checkpoints, leases, store } = this.context;
    const session = store.causality.begin();
    try {
      if (!(await leases.enter(grant, session.id?.id))) throw new FencedError(this.name);
      const checkpoint = await CheckpointOwnership.begin(
        checkpoints,
        store.causality,
        grant,
        advanced,
        session,
      );
      await provePlace(this.context, this.name, checkpoint.place);
      advanced(checkpoint.position);
      await work(checkpoint);
    } finally {
      // What is still open in it counts for nothing any more, and must not keep anybody waiting.
      await withOperationTimeout(store.causality.end(session)).catch(() => undefined);
    }
  }
}

/** Batches of the log, of which the checkpoint keeps what it needs. */
async function* delivering(
  checkpoint: CheckpointOwnership,
  batches: Batches,
): AsyncGenerator<readonly Commit[]> {
  for await (const commits of batches) {
    checkpoint.delivers(commits);
    yield commits;
  }
}
