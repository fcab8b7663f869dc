import type { EventLog } from '@event-sourcing/event-store';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import type { Random } from './random';

type Roster = NonNullable<Parameters<typeof EventLog.open>[2]>;
type Writer = NonNullable<Parameters<Roster['meet']>[1]>;

/** Milliseconds for which a writer counts as being there. */
const PRESENT_MS = 2_000;

/** Where the instances of a history find each other; the way to each of them leads through a proxy that can be cut. */
export class ProxiedRoster implements Roster {
  readonly #writers = new Map<string, { readonly writer: Writer; readonly at: number }>();
  readonly #proxies = new Map<string, Promise<TcpProxy>>();

  /** By this process's own clock: those of the instances are wrong. */
  async meet(_since: Date, me: Writer | undefined): Promise<readonly Writer[]> {
    const now = performance.now();
    if (me) this.#writers.set(me.id, { writer: await this.#behindProxy(me), at: now });
    return [...this.#writers.values()].filter(({ at }) => at > now - PRESENT_MS).map(({ writer }) => writer);
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

  async #behindProxy(writer: Writer): Promise<Writer> {
    const { id, address } = writer;
    if (!address) return writer;
    const known = this.#proxies.get(id) ?? startTcpProxy(`mongodb://${address.host}:${address.port}`);
    this.#proxies.set(id, known);
    const { uri } = await known;
    return { ...writer, address: { host: address.host, port: Number(new URL(uri).port) } };
  }
}
