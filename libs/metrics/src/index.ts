/**
 * What a service shows of its work to Prometheus.
 *
 * ```ts
 * const metrics = new Metrics({ store, client, readers });
 * metrics.observeHttp(fastify);
 * const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 9101 });
 * ```
 */
export { Metrics } from './metrics';
export { type MetricsServer, serveMetrics } from './serve';
