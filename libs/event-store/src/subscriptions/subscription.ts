import type { Position } from '../contract';
import { withOperationTimeout } from '../driver';
import { backOff, pause, withTimeout } from '../async';
import { acquireForOnce } from './acquire-for-once';
import { BatchSize } from './batch-size';
import type { Consumer } from './consumer';
import { FencedError, isFenced } from './errors';
import { follow, upTo, type Batches } from './follow';
import { BATCH, Health } from './health';
import { HeldLease } from './held-lease';
import type { SubscriptionOptions } from './options';
import { PositionWaiters, type WaitOptions } from './position-waiters';
import type { SubscriptionStatus } from './status';
import type { SubscriptionsContext } from './subscriptions';
import { CheckpointOwnership } from './checkpoint-ownership';

/** How far to catch up by hand. */
export interface CatchUpOptions {
  /** Events at most, from 1: whole commits, and at least one. Default: all up to the head at the call. */
  readonly maxEvents?: number;
  readonly signal?: AbortSignal;
}

/** Small, because nobody knows yet how large events are here. */
const FIRST_EVENTS = 64;
const STOP_WITHIN_MS = 2_000;

/**
 * A named, durable reader of the log: one active consumer among all instances, by a lease with a fencing token.
 * It never misses and never doubles an event, whatever crashes; what fails is tried again without end.
 */
export class Subscription {
  readonly #waiters: PositionWaiters;
  #stop: AbortController | undefined;
  #kill = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #held: HeldLease | undefined;

  constructor(
    readonly name: string,
    private readonly context: SubscriptionsContext,
    private readonly options: SubscriptionOptions,
    private readonly consumer: Consumer,
  ) {
    this.#waiters = new PositionWaiters(
      () => context.checkpoints.position(name),
      () => this.#held !== undefined,
    );
  }

  /** Whether this process runs it now. */
  get held(): boolean {
    return this.#held !== undefined;
  }

  /** Runs it in this process whenever no other instance does, until it is stopped. */
  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#kill = new AbortController();
    this.#running = this.#run(this.#stop.signal);
  }

  /** Finishes what is in flight, for at most two seconds, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    const timer = setTimeout(() => this.#kill.abort(), STOP_WITHIN_MS);
    // A database that does not answer must not keep the process from ending; the lease runs out by itself.
    await withTimeout(2 * STOP_WITHIN_MS, this.#running).catch(() => undefined);
    clearTimeout(timer);
    this.#stop = undefined;
  }

  /**
   * Goes on by hand, without running: in steps as small as wanted. Waits until a crashed instance's lease has run out.
   * @returns the checkpoint
   * @throws EventStoreError `subscription-busy` when an instance runs it; whatever the consumer throws
   */
  async catchUp({ maxEvents = Number.MAX_SAFE_INTEGER, signal }: CatchUpOptions = {}): Promise<Position> {
    const never = new AbortController().signal;
    const stop = signal ?? never;
    const held = await acquireForOnce(
      this.name,
      this.context.leases,
      this.options,
      () => stop.aborted || !!this.#stop,
    );
    try {
      const { log } = this.context.store;
      const head = await log.head();
      const size = new BatchSize(this.options, FIRST_EVENTS);
      await this.#during(held, (tenure) =>
        this.consumer.consume({
          tenure,
          health: this.#health(held),
          batches: (signal) => upTo(log, { after: tenure.position, head, maxEvents, size, signal }),
          stopping: AbortSignal.any([stop, held.lost]),
          lost: held.lost,
        }),
      );
      return this.#waiters.reached;
    } finally {
      await held.release();
    }
  }

  /**
   * Waits until the checkpoint, wherever the subscription runs, reflects a position; one beyond the head is waited for.
   * @returns the position reached: at least `position`, or less when the time is over
   */
  waitFor(position: number, options: WaitOptions): Promise<Position> {
    return this.#waiters.waitFor(position, options);
  }

  /** How it is doing, wherever it runs. */
  async status(): Promise<SubscriptionStatus> {
    const { leases, checkpoints, store } = this.context;
    const [holding, position] = await Promise.all([
      leases.holding(this.name),
      checkpoints.position(this.name),
    ]);
    // Read last, so that the head is not behind the checkpoint.
    const head = await store.head();
    return {
      name: this.name,
      status: holding?.error != null ? 'failed' : this.#held ? 'running' : 'waiting',
      active: holding !== undefined,
      position,
      head,
      lag: head - position,
      ...(holding?.error != null && { error: holding.error }),
    };
  }

  async #run(stop: AbortSignal): Promise<void> {
    const health = new Health(this.name, this.options.logger, () => undefined);
    for (let failures = 0; !stop.aborted;) {
      try {
        const grant = await this.context.leases.acquire(this.name);
        health.recovered('acquiring the lease');
        failures = 0;
        if (grant) await this.#hold(grant, stop);
        await pause(this.options.waitMs, stop);
      } catch (error) {
        health.failed('acquiring the lease', error);
        failures += 1;
        await backOff(failures, this.options.retry, stop);
      }
    }
  }

  async #hold(grant: HeldLease['grant'], stop: AbortSignal): Promise<void> {
    const { leases } = this.context;
    const held = new HeldLease(leases, grant, this.options.leaseMs);
    const health = this.#health(held);
    const stopping = AbortSignal.any([stop, held.lost]);
    const lost = AbortSignal.any([this.#kill.signal, held.lost]);
    this.#held = held;
    try {
      for (let failures = 0; !stopping.aborted;) {
        const before = this.#waiters.reached;
        try {
          await this.#during(held, (tenure) => {
            const batches = (signal: AbortSignal) => this.#follow(tenure.position, failures, signal);
            return this.consumer.consume({ tenure, health, batches, stopping, lost });
          });
        } catch (error) {
          if (isFenced(error)) {
            this.options.logger.log(error.message);
            return;
          }
          health.failed(BATCH, error);
          failures = this.#waiters.reached > before ? 1 : failures + 1;
          await backOff(failures, this.options.retry, stopping);
        }
      }
    } finally {
      this.#held = undefined;
      await held.release();
    }
  }

  /** After a failure in small batches, so that what can go through does, and what fails is one commit. */
  #follow(after: Position, failures: number, signal: AbortSignal): Batches {
    const { maxEvents, maxBytes, batchMs, pauseMs, checkpointMs: idleMs } = this.options;
    const first = Math.min(FIRST_EVENTS, Math.max(1, Math.floor(maxEvents / 8 ** failures)));
    return follow(this.context.store.log, this.context.watch, {
      after,
      size: new BatchSize({ maxEvents, maxBytes, batchMs }, first),
      pauseMs,
      idleMs,
      signal,
    });
  }

  /** Takes the checkpoint over for as long as the work takes. */
  async #during(held: HeldLease, work: (tenure: CheckpointOwnership) => Promise<void>): Promise<void> {
    const { checkpoints, leases, store } = this.context;
    const { grant } = held;
    const session = store.causality.begin();
    try {
      if (!(await leases.enter(grant, session.id?.id))) throw new FencedError(this.name);
      const advanced = (position: Position) => this.#waiters.tell(position);
      await work(await CheckpointOwnership.begin(checkpoints, store.causality, grant, advanced, session));
    } finally {
      // Whatever is still open in it is worth nothing any more, and must not keep anybody waiting.
      await withOperationTimeout(store.causality.end(session)).catch(() => undefined);
    }
  }

  #health(held: HeldLease): Health {
    return new Health(this.name, this.options.logger, (error) => held.report(error));
  }
}
