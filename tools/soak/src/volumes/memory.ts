import { setTimeout as pause } from 'node:timers/promises';
import pidusage from 'pidusage';
import type { StackInUse } from './stack-in-use';

const EVERY_MS = 1_000;
const MIB = 1024 * 1024;

/** Looks at the memory of a stack's processes all the time. */
export class MemoryWatch {
  readonly #most = new Map<string, number>();
  readonly #ended = new AbortController();
  readonly #watching: Promise<void>;

  constructor(private readonly stack: StackInUse) {
    this.#watching = this.#watch();
  }

  /** The most MiB of each process. */
  mostMib(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#most);
  }

  async end(): Promise<void> {
    this.#ended.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      await Promise.all([...this.stack.pids()].map(([name, pid]) => this.#look(name, pid)));
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(name: string, pid: number): Promise<void> {
    // One that has ended meanwhile is looked at the next time, under its new number.
    const memory = await pidusage(pid).then(
      (usage) => usage.memory,
      () => 0,
    );
    this.#most.set(name, Math.max(this.#most.get(name) ?? 0, Math.round(memory / MIB)));
  }
}
