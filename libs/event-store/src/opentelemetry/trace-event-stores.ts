import { registerTracer } from '../diagnostics';
import { OpenTelemetryTracer } from './open-telemetry-tracer';

/**
 * Has all event stores of this process make spans of their work, with whatever is registered at `@opentelemetry/api`
 * then. Commits carry where they were written, `metadata.traceparent`, so that what comes of them, in whichever process,
 * is a part of the same trace.
 * @returns ends it
 */
export const traceEventStores = (): (() => void) => registerTracer(new OpenTelemetryTracer());
