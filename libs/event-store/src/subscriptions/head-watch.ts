import type { EventLog } from '../log';
import { type Position, toPosition } from '../contract';
import { type BackOff, pause, withTimeout } from '../async';
import { describeError } from './errors';
import type { SubscriptionLogger } from './options';

const CLOSE_WITHIN_MS = 1_000;
const NEVER_REACHED = toPosition(Number.MAX_SAFE_INTEGER);

interface Waiter {
  readonly position: Position;
  readonly done: () => void;
}

/** Watches the log's collection while the signal lets it, and tells the positions that were inserted. */
export type Watch = (inserted: (position: number) => void, signal: AbortSignal) => Promise<void>;

/**
 * Tells readers that wait at the head that the log goes on. The appender in this process tells it, a change stream
 * where there is one, and polling behind both: all readers of a process share one poll and one change stream, which
 * run only while somebody waits or has waited.
 */
export class HeadWatch {
  readonly #waiters = new Set<Waiter>();
  readonly #closed = new AbortController();
  readonly #stopListening: () => void;
  #wake = new AbortController();
  #polling: Promise<void> | undefined;
  #watching: Promise<void> | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly watch: Watch,
    private readonly poll: BackOff,
    private readonly logger: SubscriptionLogger,
  ) {
    this.#stopListening = log.tail.onAdvance((head) => this.#tell(head));
  }

  /** Whether waiting has ended for good. */
  get closed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Resolves when this process knows of events after a position, or the signal aborts. */
  beyond(position: Position, signal: AbortSignal): Promise<void> {
    if (this.log.tail.head > position || signal.aborted || this.#closed.signal.aborted)
      return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const waiter = { position, done };
      this.#waiters.add(waiter);
      signal.addEventListener('abort', done, { once: true });
      this.#watching ??= this.watch((inserted) => {
        if (inserted > this.log.tail.head) this.#wake.abort();
      }, this.#closed.signal);
      this.#polling ??= this.#poll();
    });
  }

  /** From now on this process keeps up with the log's end, whether anybody waits there or not. */
  keepUp(): void {
    void this.beyond(NEVER_REACHED, this.#closed.signal);
  }

  /** Ends watching and polling, and all waiting with it. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#wake.abort();
    this.#stopListening();
    for (const { done } of [...this.#waiters]) done();
    // A look or a change stream on a broken connection may not end: whoever shuts down does not wait for it.
    const ended = Promise.all([this.#polling, this.#watching]);
    await withTimeout(CLOSE_WITHIN_MS, ended).catch(() => undefined);
  }

  #tell(head: Position): void {
    for (const { position, done } of [...this.#waiters]) if (head > position) done();
  }

  /** While anybody waits. Its end is noted in the same turn as its last look for them: who came between would wait for ever. */
  async #poll(): Promise<void> {
    let idleMs = this.poll.firstMs;
    let failing = false;
    while (this.#waiters.size > 0 && !this.#closed.signal.aborted) {
      const before = this.log.tail.head;
      this.#wake = new AbortController();
      try {
        await this.log.tail.look();
        if (failing) this.logger.log('The log can be read again.');
        failing = false;
      } catch (error) {
        // Whoever has closed has also taken the database away, or is about to.
        if (this.closed) break;
        if (!failing) this.logger.warn(`The log cannot be read, trying again: ${describeError(error)}`);
        failing = true;
      }
      if (this.#waiters.size === 0) break;
      idleMs = this.log.tail.head > before ? this.poll.firstMs : Math.min(idleMs * 2, this.poll.maxMs);
      await pause(idleMs, this.#wake.signal);
    }
    this.#polling = undefined;
  }
}
