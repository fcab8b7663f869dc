import {
  type Attributes,
  context,
  isSpanContextValid,
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { CommitMetadata } from '../contract';
import { failureOf, type OpenSpan, type SpanFacts, type SpanStart, type Tracer } from '../diagnostics';
import { comingOf, linkTo, traceparentOf } from './trace-context';

/** As many as an SDK keeps, if not told otherwise. */
const MOST_LINKS = 128;
/** Milliseconds after which a trace is as good as over: what is built anew from old events is not shown in theirs. */
const TRACE_OVER_MS = 600_000;

/** Makes spans with whatever is registered at `@opentelemetry/api`. */
export class OpenTelemetryTracer implements Tracer {
  readonly #tracer = trace.getTracer('@event-sourcing/event-store');

  inSpan<Result>(start: SpanStart, work: (span: OpenSpan) => Promise<Result>): Promise<Result> {
    const { name, facts, causedBy, doneFor, shownInEach = false } = start;
    const parent = parentOf(start);
    const kind = causedBy ? SpanKind.CONSUMER : SpanKind.INTERNAL;
    const links = doneFor?.slice(0, MOST_LINKS).flatMap(linkTo) ?? [];
    const span = this.#tracer.startSpan(name, { kind, links, attributes: attributesOf(facts) }, parent);
    const spans = shownInEach ? [span, ...this.#inTracesOf(start, span)] : [span];
    const open = new Open(spans);
    return context
      .with(trace.setSpan(parent, span), work, undefined, open)
      .catch((error: unknown) => {
        open.threw(error);
        throw error;
      })
      .finally(() => spans.forEach((one) => one.end()));
  }

  apart<Result>(work: () => Result): Result {
    return context.with(ROOT_CONTEXT, work);
  }

  context(): CommitMetadata {
    const span = trace.getActiveSpan()?.spanContext();
    return span && isSpanContextValid(span) ? { traceparent: traceparentOf(span) } : {};
  }

  /** The same piece of work in the traces of what it is done for, of which each shows its own. */
  #inTracesOf({ name, facts, doneFor = [] }: SpanStart, step: Span): readonly Span[] {
    const since = Date.now() - TRACE_OVER_MS;
    const link: Link = { context: step.spanContext() };
    const options = { kind: SpanKind.CONSUMER, links: [link], attributes: attributesOf(facts) };
    return doneFor
      .slice(0, MOST_LINKS)
      .filter((one) => one.recordedAt.getTime() >= since && linkTo(one).length > 0)
      .map((one) => this.#tracer.startSpan(name, options, comingOf(one)));
  }
}

const parentOf = ({ causedBy, doneFor }: SpanStart): Context => {
  if (causedBy) return comingOf(causedBy);
  return doneFor ? ROOT_CONTEXT : context.active();
};

const attributesOf = (facts: SpanFacts): Attributes =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [
      `event_store.${fact}`,
      typeof value === 'object' ? [...value] : value,
    ]),
  );

/** A piece of work, in each trace that shows it. */
class Open implements OpenSpan {
  #ended = false;

  constructor(private readonly spans: readonly Span[]) {}

  note(facts: SpanFacts): void {
    this.#ended ||= 'outcome' in facts;
    for (const span of this.spans) span.setAttributes(attributesOf(facts));
  }

  failed(code: string): void {
    this.note({ outcome: code });
    for (const span of this.spans) span.setStatus({ code: SpanStatusCode.ERROR, message: code });
  }

  /** What was thrown without a word about it is a failure; one that was foreseen says so by itself. */
  threw(error: unknown): void {
    if (!this.#ended) this.failed(failureOf(error));
  }
}
