import { assertWhole, EventStoreError, type Position, START, toPosition } from '../contract';
import { pause, SingleFlight } from '../async';

/** How to wait for a position. */
export interface WaitOptions {
  /** Milliseconds; 0: look once. */
  readonly timeoutMs: number;
  /** Aborted: nobody needs the answer any more. */
  readonly signal?: AbortSignal;
}

/** A batch takes a few milliseconds from its events to its checkpoint. */
const PACE = { firstMs: 3, growth: 1.5, maxMs: 100 };

/**
 * Queries that wait until a subscription has reached a position. Where it runs in this process it tells them; where
 * another instance runs it, they share one poll of the stored checkpoint.
 */
export class PositionWaiters {
  readonly #waiters = new Set<{ readonly position: number; readonly done: () => void }>();
  #reached: Position = START;
  #polling = false;
  readonly #look: SingleFlight;

  /**
   * @param name of what is waited for
   * @param read reads the stored checkpoint
   * @param local whether the subscription runs in this process
   */
  constructor(
    private readonly name: string,
    read: () => Promise<Position>,
    private readonly local: () => boolean,
  ) {
    this.#look = new SingleFlight(async () => this.tell(await read()));
  }

  /** The latest position known to be reached. */
  get reached(): Position {
    return this.#reached;
  }

  /** Knows nothing any more: the log was set back. */
  forget(): void {
    this.#reached = START;
  }

  /** Takes in how far the subscription is. */
  tell(position: Position): void {
    if (position <= this.#reached) return;
    this.#reached = position;
    for (const waiter of [...this.#waiters]) if (position >= waiter.position) waiter.done();
  }

  /** @returns how far it is now, as stored */
  async look(): Promise<Position> {
    await this.#look.run();
    return this.#reached;
  }

  /**
   * @param position from 0
   * @returns the position reached: at least `position`
   * @throws EventStoreError `invalid-options`, `position-not-reached`; the signal's reason
   */
  async waitFor(position: number, options: WaitOptions): Promise<Position> {
    const reached = await this.tryWaitFor(position, options);
    if (reached >= position) return reached;
    options.signal?.throwIfAborted();
    throw new EventStoreError(
      'position-not-reached',
      `${this.name} is at position ${reached}, and was waited for to reach ${position} for ${options.timeoutMs} ms. ` +
        'Wait longer, look at what keeps it, or take what is there: tryWaitFor gives the position reached.',
      { name: this.name, position: toPosition(position), reached },
    );
  }

  /** @returns the position reached: at least `position`, or less when the time is over or nobody needs the answer any more */
  async tryWaitFor(position: number, { timeoutMs, signal }: WaitOptions): Promise<Position> {
    assertWhole('position', position);
    if (this.#reached >= position) return this.#reached;
    if (timeoutMs <= 0) return this.look();
    const time = AbortSignal.timeout(timeoutMs);
    const end = signal ? AbortSignal.any([time, signal]) : time;
    const waited = this.#wait(position, end);
    // Where it runs here it tells by itself, and a look would show no more.
    if (!this.local()) await Promise.race([this.#look.run(), waited]);
    await waited;
    return this.#reached;
  }

  #wait(position: number, end: AbortSignal): Promise<void> {
    if (end.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#waiters.delete(waiter);
        end.removeEventListener('abort', done);
        resolve();
      };
      const waiter = { position, done };
      this.#waiters.add(waiter);
      end.addEventListener('abort', done, { once: true });
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    const never = new AbortController().signal;
    for (let ms = PACE.firstMs; this.#waiters.size > 0;) {
      await pause(ms, never);
      const before = this.#reached;
      // A read that fails is one look less; the waiting ends by its time.
      if (!this.local()) await this.#look.run().catch(() => undefined);
      ms = this.#reached > before ? PACE.firstMs : Math.min(ms * PACE.growth, PACE.maxMs);
    }
    this.#polling = false;
  }
}
