import { setTimeout as pause } from 'node:timers/promises';
import { type Log, ToolError } from '@event-sourcing/tools-kit';
import type { RunningProcess } from './running-process';

const MAX_DEATHS = 5;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** What to keep running. */
export interface Supervised {
  readonly name: string;
  /** Starts it; when it throws, nothing is tried any more. */
  start(signal: AbortSignal): Promise<RunningProcess>;
  readonly log: Log;
  /** Where to look for the reason of a death, in words; said when it is given up. */
  readonly hint?: string;
  /** The pause after the first death; doubled with each further one, up to 5 s. */
  readonly firstPauseMs?: number;
}

/** Keeps a process running: starts it again whenever it has died, until it died five times in a row before it was ready. */
export class Supervisor {
  readonly #stopping = new AbortController();
  readonly #gaveUp = Promise.withResolvers<never>();
  #ready = Promise.withResolvers<undefined>();
  #process: RunningProcess | undefined;
  #loop: Promise<void> = Promise.resolve();
  #isReady = false;

  constructor(private readonly supervised: Supervised) {
    // Whoever wants to hear of it asks for it; nobody need.
    this.#gaveUp.promise.catch(() => undefined);
  }

  get name(): string {
    return this.supervised.name;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Rejects when it is given up, with the reason; never resolves. */
  get gaveUp(): Promise<never> {
    return this.#gaveUp.promise;
  }

  /** Resolves when it is ready: at once if it is, else when it next becomes so. */
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  start(): void {
    this.#loop = this.#keepRunning().catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#gaveUp.reject(error);
    });
  }

  /** Ends it for good, and waits until it has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop();
    await this.#loop;
  }

  async #keepRunning(): Promise<void> {
    const { name, log, hint, firstPauseMs = FIRST_PAUSE_MS } = this.supervised;
    const { signal } = this.#stopping;
    let deathsInARow = 0;
    const isStopping = (): boolean => signal.aborted;
    while (!isStopping()) {
      const { wasReady, how } = await this.#runOnce();
      if (isStopping()) return;
      deathsInARow = wasReady ? 0 : deathsInARow + 1;
      if (deathsInARow >= MAX_DEATHS) {
        const reason = `${name} died ${MAX_DEATHS} times in a row before it was ready, last with: ${how}.`;
        throw new ToolError('gave-up', hint === undefined ? reason : `${reason} ${hint}`);
      }
      const pauseMs = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.max(0, deathsInARow - 1));
      log(`${name} died (${how}); starting it again in ${pauseMs / 1_000} s.`);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #runOnce(): Promise<{ readonly wasReady: boolean; readonly how: string }> {
    const { signal } = this.#stopping;
    const process = await this.supervised.start(signal);
    this.#process = process;
    if (signal.aborted) await process.stop();
    void process.ready.then(() => {
      this.#isReady = true;
      this.#ready.resolve(undefined);
    });
    const how = await process.ended;
    const wasReady = this.#isReady;
    this.#isReady = false;
    if (wasReady) this.#ready = Promise.withResolvers<undefined>();
    return { wasReady, how };
  }
}
