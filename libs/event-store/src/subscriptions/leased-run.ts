import { backOff, pause, withTimeout } from '../async';
import { apart, type Diagnostics, tell } from '../diagnostics';
import { isFenced } from './errors';
import { Health } from './health';
import { HeldLease } from './held-lease';
import type { Grant, Leases } from '../leases';
import type { Pause } from './mongo';
import type { SubscriptionOptions } from './options';

/** What work under a lease is given. */
export interface Hold {
  readonly lease: HeldLease;
  /** What goes wrong; every instance is shown it. */
  readonly health: Health;
  /** Aborts when the work is to end: finish what is in flight, and return. */
  readonly stopping: AbortSignal;
  /** Aborts when nothing that is still done counts. */
  readonly lost: AbortSignal;
  /** Failures since anything has succeeded. */
  readonly failures: number;
  /** Tells that something has succeeded. */
  readonly succeeded: () => void;
}

/** Work that one instance does at a time. */
export interface LeasedWork {
  /** Of the lease. */
  readonly name: string;
  /** What it does, for the message when that fails: `a batch`. */
  readonly step: string;
  /** Goes on until `stopping` aborts; begun anew after it fails. */
  run(hold: Hold): Promise<void>;
  /** Whether an operator wants it not to be done for a while; absent: nobody can. */
  paused?(): Promise<Pause | undefined>;
}

const STOP_WITHIN_MS = 2_000;
const LEASE = 'acquiring the lease';

/** Does work in this process whenever it gets the lease, until it is stopped; what fails is tried again. */
export class LeasedRun {
  #stop: AbortController | undefined;
  #cutOff = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #held = false;
  #canAsk = false;
  #pausedBefore = false;

  constructor(
    private readonly leases: Leases,
    private readonly options: Pick<SubscriptionOptions, 'leaseMs' | 'waitMs' | 'retry' | 'logger'>,
    private readonly work: LeasedWork,
  ) {}

  /** Whether this process has the lease now. */
  get held(): boolean {
    return this.#held;
  }

  /** Whether this process takes the lease as soon as nobody has it: it runs, is not paused, and could ask for it the last time. */
  get standsBy(): boolean {
    return this.started && this.#canAsk && !this.#pausedBefore;
  }

  get started(): boolean {
    return this.#stop !== undefined;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#cutOff = new AbortController();
    const { signal } = this.#stop;
    this.#running = apart(() => this.#run(signal));
  }

  /** Lets the work finish what is in flight, for at most two seconds, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    const timer = setTimeout(() => this.#cutOff.abort(), STOP_WITHIN_MS);
    // A database that does not answer must not keep the process from ending; the lease runs out by itself.
    await withTimeout(2 * STOP_WITHIN_MS, this.#running).catch(() => undefined);
    clearTimeout(timer);
    this.#stop = undefined;
  }

  async #run(stop: AbortSignal): Promise<void> {
    const { retry, waitMs, logger } = this.options;
    const health = new Health(this.work.name, logger, () => undefined);
    for (let failures = 0; !stop.aborted;) {
      try {
        const grant = (await this.#isPaused()) ? undefined : await this.leases.acquire(this.work.name);
        health.recovered(LEASE);
        this.#canAsk = true;
        failures = 0;
        if (grant) await this.#hold(grant, stop);
        await pause(waitMs, stop);
      } catch (error) {
        health.failed(LEASE, error);
        this.#canAsk = false;
        failures += 1;
        await backOff(failures, retry, stop);
      }
    }
  }

  async #hold(grant: Grant, stop: AbortSignal): Promise<void> {
    const { leaseMs, logger } = this.options;
    const { name } = this.work;
    const lease = new HeldLease(this.leases, grant, leaseMs);
    const health = new Health(this.work.name, logger, (error) => lease.report(error));
    const ended = new AbortController();
    const stopping = AbortSignal.any([stop, lease.lost, ended.signal]);
    const lost = AbortSignal.any([this.#cutOff.signal, lease.lost]);
    this.#held = true;
    const told = (change: Diagnostics['lease']['change']): void => tell('lease', () => ({ name, change }));
    told('acquired');
    const watching = this.#pausedBeforeEnd(stopping).then((paused) => {
      if (paused) ended.abort();
    });
    try {
      await this.#repeat({ lease, health, stopping, lost });
    } catch (error) {
      if (!isFenced(error)) throw error;
      logger.log(error.message);
    } finally {
      this.#held = false;
      ended.abort();
      await watching;
      told(lease.lost.aborted ? 'lost' : 'released');
      await lease.release();
    }
  }

  /** Whether it is paused before it ends. Looks as often as for a lease; a look that fails tells nothing. */
  async #pausedBeforeEnd(stopping: AbortSignal): Promise<boolean> {
    while (this.work.paused && !stopping.aborted) {
      await pause(this.options.waitMs, stopping);
      if (await this.#isPaused().catch(() => false)) return true;
    }
    return false;
  }

  async #isPaused(): Promise<boolean> {
    const found = await this.work.paused?.();
    const changed = (found !== undefined) !== this.#pausedBefore;
    this.#pausedBefore = found !== undefined;
    if (changed) this.options.logger.log(`${this.work.name}: ${pauseText(found)}`);
    return found !== undefined;
  }

  /** @throws FencedError when another instance has taken over */
  async #repeat(hold: Omit<Hold, 'failures' | 'succeeded'>): Promise<void> {
    const { stopping, health } = hold;
    let failures = 0;
    const succeeded = () => {
      failures = 0;
    };
    while (!stopping.aborted) {
      try {
        await this.work.run({ ...hold, failures, succeeded });
      } catch (error) {
        if (isFenced(error)) throw error;
        health.failed(this.work.step, error);
        failures += 1;
        await backOff(failures, this.options.retry, stopping);
      }
    }
  }
}

const pauseText = (found: Pause | undefined): string => {
  if (!found) return 'is not paused any more';
  const { since, by, reason } = found;
  return `is paused since ${since.toISOString()}${by ? ` by ${by}` : ''}${reason ? `: ${reason}` : ''}`;
};
