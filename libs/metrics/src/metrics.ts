import type { MongoEventStore } from '@event-sourcing/event-store';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { HttpMetrics, type Overload } from './http-metrics';
import { observePool, type PoolEvents } from './pool-metrics';
import { ReaderMetrics, type Readers } from './reader-metrics';
import { observeStore } from './store-metrics';

/** What a service has that is worth showing. */
export interface MetricsSources {
  readonly store?: Pick<MongoEventStore, 'log'>;
  /** Whose connections are counted. */
  readonly client?: PoolEvents;
  /** Its projections and reactions. */
  readonly readers?: Readers;
}

/** The metrics of one process, in a registry of their own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #http = new HttpMetrics(this.#registry);
  readonly #readers: ReaderMetrics | undefined;
  readonly #ends: (() => void)[] = [];

  constructor({ store, client, readers }: MetricsSources) {
    collectDefaultMetrics({ register: this.#registry });
    if (store) this.#ends.push(observeStore(this.#registry, store.log));
    if (client) this.#ends.push(observePool(this.#registry, client));
    this.#readers = readers && new ReaderMetrics(this.#registry, readers);
  }

  /** Of the text that `text` gives. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Counts and times requests by their route's pattern. To be called before there are routes. */
  observeHttp(fastify: FastifyInstance): void {
    this.#http.observe(fastify);
  }

  /** Shows what is refused for having more to do than can be done. */
  observeOverload(overload: Overload): void {
    this.#http.observeOverload(overload);
  }

  /** Everything, in the form that Prometheus reads. */
  async text(): Promise<string> {
    await this.#readers?.refresh();
    return this.#registry.metrics();
  }

  /** Listens to nothing any more. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}
