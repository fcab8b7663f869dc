import type { EventLog } from '@event-sourcing/event-store';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import type { Random } from './random';

type Registry = NonNullable<Parameters<typeof EventLog.open>[2]>['registry'];
type Heartbeat = NonNullable<Parameters<Registry['heartbeats']>[1]>;

/** Milliseconds for which a writer counts as being there. */
const PRESENT_MS = 2_000;

/** Where the instances of a history find each other; the way to each of them leads through a proxy that can be cut. */
export class ProxiedRegistry implements Registry {
  readonly #writers = new Map<string, { readonly heartbeat: Heartbeat; readonly at: number }>();
  readonly #proxies = new Map<string, Promise<TcpProxy>>();

  /** By this process's own clock: those of the instances are wrong. */
  async heartbeats(_since: Date, own: Heartbeat | undefined): Promise<readonly Heartbeat[]> {
    const now = performance.now();
    if (own) this.#writers.set(own.id, { heartbeat: await this.#behindProxy(own), at: now });
    return [...this.#writers.values()]
      .filter(({ at }) => at > now - PRESENT_MS)
      .map(({ heartbeat }) => heartbeat);
  }

  async leave(id: string): Promise<void> {
    this.#writers.delete(id);
  }

  /** Cuts a connection between two instances, if there is one. */
  cutOne(random: Random): void {
    const proxy = random.pick([...this.#proxies.values()]);
    void proxy?.then((one) => one.cutOne((open) => random.below(open)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#proxies.values()].map(async (proxy) => (await proxy).stop()));
  }

  async #behindProxy(heartbeat: Heartbeat): Promise<Heartbeat> {
    const { id, address } = heartbeat;
    if (!address) return heartbeat;
    const known = this.#proxies.get(id) ?? startTcpProxy(`mongodb://${address.host}:${address.port}`);
    this.#proxies.set(id, known);
    const { uri } = await known;
    return { ...heartbeat, address: { host: address.host, port: Number(new URL(uri).port) } };
  }
}
