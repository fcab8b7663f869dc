/**
 * The work of event stores as spans of OpenTelemetry: decisions, appends, batches, what projections and reactions do.
 *
 * ```ts
 * traceEventStores();
 * ```
 */
export { traceEventStores } from './trace-event-stores';
