import { context, trace } from '@opentelemetry/api';
import { node, tracing } from '@opentelemetry/sdk-node';
import { traceEventStores } from './index';

/** What ends while a test runs, as an exporter gets it. */
export class Spans {
  readonly #exporter = new tracing.InMemorySpanExporter();
  readonly #provider = new node.NodeTracerProvider({
    spanProcessors: [new tracing.SimpleSpanProcessor(this.#exporter)],
  });
  #end: () => void;

  constructor() {
    this.#provider.register();
    this.#end = traceEventStores();
  }

  get all(): readonly tracing.ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }

  /** Those of a name, in the order in which they ended. */
  named(name: string): readonly tracing.ReadableSpan[] {
    return this.all.filter((span) => span.name === name);
  }

  /** Does work within a span of a test's own. */
  async within<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const span = trace.getTracer('test').startSpan(name);
    return context.with(trace.setSpan(context.active(), span), work).finally(() => span.end());
  }

  /** Stops making spans of the work of event stores. */
  stop(): void {
    this.#end();
  }

  goOn(): void {
    this.#end = traceEventStores();
  }

  async close(): Promise<void> {
    this.#end();
    await this.#provider.shutdown();
    trace.disable();
    context.disable();
  }
}

/** What a span tells of the store's work, without what all of it has in common. */
export const factsOf = ({ attributes }: tracing.ReadableSpan): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.replace('event_store.', ''), value]),
  );

export const idOf = (span: tracing.ReadableSpan | undefined): string | undefined =>
  span?.spanContext().spanId;
