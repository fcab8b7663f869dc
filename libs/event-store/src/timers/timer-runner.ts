import { backOff, pause, withTimeout } from '../async';
import {
  type Grant,
  Health,
  HeldLease,
  type SubscriptionOptions,
  type Subscriptions,
} from '../subscriptions';
import type { Timer } from './timer';

const STOP_WITHIN_MS = 2_000;
const TICK = 'a tick';
const LEASE = 'acquiring the lease';

/** A timer in a process. */
export class TimerRunner {
  readonly #options: SubscriptionOptions;
  readonly #leaseName: string;
  #stop: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly timer: Timer,
    private readonly subscriptions: Subscriptions,
  ) {
    this.#options = subscriptions.options;
    this.#leaseName = `timer:${timer.name}`;
  }

  get name(): string {
    return this.timer.name;
  }

  /** Makes its lease. */
  prepare(): Promise<void> {
    return this.subscriptions.context.leases.prepare(this.#leaseName);
  }

  /** Ticks in this process whenever no other instance does, until it is stopped. */
  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#running = this.#run(this.#stop.signal);
  }

  /** Lets a tick that is under way end, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    // A database that does not answer must not keep the process from ending; the lease runs out by itself.
    await withTimeout(STOP_WITHIN_MS, this.#running).catch(() => undefined);
    this.#stop = undefined;
  }

  /** Whether some instance runs it. */
  async active(): Promise<boolean> {
    return (await this.subscriptions.context.leases.holding(this.#leaseName)) !== undefined;
  }

  async #run(stop: AbortSignal): Promise<void> {
    const { leases } = this.subscriptions.context;
    const health = new Health(this.#leaseName, this.#options.logger, () => undefined);
    for (let failures = 0; !stop.aborted;) {
      try {
        const grant = await leases.acquire(this.#leaseName);
        health.recovered(LEASE);
        failures = 0;
        if (grant) await this.#hold(grant, stop);
        else await pause(this.#options.waitMs, stop);
      } catch (error) {
        health.failed(LEASE, error);
        failures += 1;
        await backOff(failures, this.#options.retry, stop);
      }
    }
  }

  async #hold(grant: Grant, stop: AbortSignal): Promise<void> {
    const held = new HeldLease(this.subscriptions.context.leases, grant, this.#options.leaseMs);
    const health = new Health(this.#leaseName, this.#options.logger, (error) => held.report(error));
    const stopping = AbortSignal.any([stop, held.lost]);
    try {
      for (let failures = 0; !stopping.aborted;) {
        try {
          await this.timer.tick(stopping);
          health.recovered(TICK);
          failures = 0;
          await pause(this.timer.everyMs, stopping);
        } catch (error) {
          failures += 1;
          health.failed(TICK, error);
          await backOff(failures, this.#options.retry, stopping);
        }
      }
    } finally {
      await held.release();
    }
  }
}

/** Makes what a timer needs in the database, and hands it over, not yet running. */
export const openTimer = async (subscriptions: Subscriptions, timer: Timer): Promise<TimerRunner> => {
  const runner = new TimerRunner(timer, subscriptions);
  await runner.prepare();
  return runner;
};
