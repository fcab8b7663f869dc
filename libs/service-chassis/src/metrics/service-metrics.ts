import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { MongoEventStore } from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { Metrics, type MetricsServer, serveMetrics } from '@event-sourcing/metrics';
import { SERVICE_CONFIG, type ServiceConfig } from '../config';
import { Lanes } from '../edge';

/** What Prometheus reads of a service with a store, where the configuration says that it does. */
@Injectable()
export class ServiceMetrics implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #metrics: Metrics | undefined;
  readonly #logger = new Logger('Metrics');
  #server: MetricsServer | undefined;

  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    lanes: Lanes,
    store: MongoEventStore,
    readers: SubscriptionRegistry,
    { httpAdapter }: HttpAdapterHost<FastifyAdapter>,
  ) {
    if (!config.metrics) return;
    this.#metrics = new Metrics({ store, client: store.client, readers });
    this.#metrics.observeOverload(lanes);
    // Before there are routes: Fastify gives a route the hooks that are there when it is ready.
    this.#metrics.observeHttp(httpAdapter.getInstance());
  }

  async onApplicationBootstrap(): Promise<void> {
    const { metrics } = this.config;
    if (!metrics || !this.#metrics) return;
    this.#server = await serveMetrics(this.#metrics, metrics);
    this.#logger.log(`served at ${this.#server.url}`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#server?.close();
  }
}
