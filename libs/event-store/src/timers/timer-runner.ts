import { pause } from '../async';
import { assertCount } from '../contract';
import { type Hold, LeasedRun, type Subscriptions } from '../subscriptions';
import type { Timer } from './timer';

const TICK = 'a tick';

/** A timer in a process. */
export class TimerRunner {
  readonly #leaseName: string;
  readonly #run: LeasedRun;

  constructor(
    private readonly timer: Timer,
    private readonly subscriptions: Subscriptions,
  ) {
    const { context, options } = subscriptions;
    this.#leaseName = `timer:${timer.name}`;
    this.#run = new LeasedRun(context.leases, options, {
      name: this.#leaseName,
      step: TICK,
      run: (hold) => this.#tick(hold),
    });
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
    this.#run.start();
  }

  /** Lets a tick that is under way end, and gives the lease back. */
  stop(): Promise<void> {
    return this.#run.stop();
  }

  /** Whether some instance runs it, or this one is about to. */
  async active(): Promise<boolean> {
    return (
      this.#run.standsBy || (await this.subscriptions.context.leases.holding(this.#leaseName)) !== undefined
    );
  }

  async #tick({ stopping, health, succeeded }: Hold): Promise<void> {
    await this.timer.tick(stopping);
    health.recovered(TICK);
    succeeded();
    await pause(this.timer.everyMs, stopping);
  }
}

/**
 * Makes what a timer needs in the database, and hands it over, not yet running.
 * @throws EventStoreError `invalid-name`, `invalid-options`; `name-claimed` when it is open on the store
 */
export const openTimer = async (subscriptions: Subscriptions, timer: Timer): Promise<TimerRunner> => {
  assertCount('everyMs', timer.everyMs);
  subscriptions.claim('timer', timer, openTimer);
  const runner = new TimerRunner(timer, subscriptions);
  await runner.prepare();
  subscriptions.add(runner);
  return runner;
};
