import { setTimeout as pause } from 'node:timers/promises';
import { createClient, isReady } from '@event-sourcing/service-clients';

const PROBE_EVERY_MS = 100;

/** Instances as a load balancer uses them: by their readiness, which it asks for all the time. */
export class InstancesInUse {
  readonly #client = createClient();
  readonly #ready: Set<string>;
  readonly #stopped = new AbortController();
  readonly #probing: Promise<unknown>;
  #turn = 0;
  probes = 0;
  /** How many of them found that none was ready. */
  noneReady = 0;

  /** @param addresses of instances that are all ready */
  constructor(addresses: readonly string[]) {
    this.#ready = new Set(addresses);
    this.#probing = Promise.all(addresses.map((address) => this.#probe(address)));
  }

  isReady(address: string): boolean {
    return this.#ready.has(address);
  }

  /** The next of those that are ready; of none, one that refuses. */
  next(): string {
    const ready = [...this.#ready];
    return ready[(this.#turn += 1) % ready.length] ?? 'http://127.0.0.1:1';
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#probing;
  }

  async #probe(address: string): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const { response } = await isReady({ client: this.#client, baseUrl: address });
      if (response?.status === 200) this.#ready.add(address);
      else this.#ready.delete(address);
      this.probes += 1;
      if (this.#ready.size === 0) this.noneReady += 1;
      await pause(PROBE_EVERY_MS);
    }
  }
}
