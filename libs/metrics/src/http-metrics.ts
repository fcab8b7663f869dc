import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What bounds the requests of a service. */
export interface Overload {
  /** How many requests are in each lane. */
  readonly taken: Readonly<Record<string, number>>;
  /** How many were refused since the start. */
  readonly refusals: number;
}

/** Rate, errors and duration of requests. */
export class HttpMetrics {
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'method' | 'route'>;

  constructor(private readonly registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: 'http_requests_total',
      help: 'Requests answered, by the pattern of their route; `none` where there is no route.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From a request to its answer.',
      labelNames: ['method', 'route'],
      buckets: SECONDS,
      registers,
    });
  }

  /** Counts and times requests. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
      // The pattern, since paths have no end.
      const route = routeOptions.url ?? 'none';
      this.#requests.inc({ method, route, status: reply.statusCode });
      this.#seconds.observe({ method, route }, reply.elapsedTime / 1_000);
      done();
    });
  }

  /** Shows what is being answered, waits, or was refused for want of room. */
  observeOverload(overload: Overload): void {
    const registers = [this.registry];
    const taken = new Gauge({
      name: 'http_requests_in_lane',
      help: 'Requests by what they are at: receiving, queued, inFlight, waiting, streams.',
      labelNames: ['lane'],
      registers,
      collect: () => {
        for (const [lane, count] of Object.entries(overload.taken)) taken.set({ lane }, count);
      },
    });
    let told = 0;
    const refusals = new Counter({
      name: 'http_overload_refusals_total',
      help: 'Requests that there was no room for.',
      registers,
      collect: () => {
        refusals.inc(overload.refusals - told);
        told = overload.refusals;
      },
    });
  }
}
