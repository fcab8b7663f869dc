import type { CommitMetadata, RecordedEvent } from '../contract';

/** What is known of a piece of work, by names that mean the same for all of them: `outcome`, `attempts`, `position`. */
export type SpanFacts = Readonly<Record<string, string | number | readonly string[]>>;

/** A commit or an event of one, by which its trace is found. */
export type Traced = Pick<RecordedEvent, 'metadata' | 'recordedAt'>;

/** A piece of the store's work as it begins. */
export interface SpanStart {
  /** `decide`, `append`, `insert batch`, `project accounts`, `react notices`. */
  readonly name: string;
  readonly facts: SpanFacts;
  /** What it comes of: it becomes a part of the trace in which that was written. */
  readonly causedBy?: Traced;
  /** What it is done for, together: it becomes a trace of its own, with a link to each. */
  readonly doneFor?: readonly Traced[];
  /** Whether it is shown in the traces of all that it is done for, too. */
  readonly shownInEach?: boolean;
}

/** A piece of work that is being traced. */
export interface OpenSpan {
  /** Adds to what is known of it, or corrects it. */
  note(facts: SpanFacts): void;
  /** Says that it did not come to what it was begun for; a refusal is no failure. */
  failed(code: string): void;
}

/** What makes spans of the store's work. */
export interface Tracer {
  /** Does work within a span, beginning at once: before it, nothing else happens. */
  inSpan<Result>(start: SpanStart, work: (span: OpenSpan) => Promise<Result>): Promise<Result>;
  /** Does work that belongs to nothing that is being done now: what goes on in the background. */
  apart<Result>(work: () => Result): Result;
  /** What a commit has to carry so that what comes of it is a part of the same trace. */
  context(): CommitMetadata;
}

const REGISTERED: unique symbol = Symbol.for('@event-sourcing/event-store/tracer');

// Whoever traces is often loaded before the application, from a bundle or a format of module of its own.
const registry: typeof globalThis & { [REGISTERED]?: Tracer | undefined } = globalThis;

/**
 * Has a tracer make spans of the work of all event stores in this process.
 * @returns ends it
 */
export const registerTracer = (tracer: Tracer): (() => void) => {
  registry[REGISTERED] = tracer;
  return () => {
    if (registry[REGISTERED] === tracer) registry[REGISTERED] = undefined;
  };
};

const UNTRACED: OpenSpan = { note: () => undefined, failed: () => undefined };

/** Does work within a span, if anybody traces; where nobody does, nothing is made. See `Tracer.inSpan`. */
export const inSpan = <Result>(
  start: () => SpanStart,
  work: (span: OpenSpan) => Promise<Result>,
): Promise<Result> => {
  const tracer = registry[REGISTERED];
  return tracer ? tracer.inSpan(start(), work) : work(UNTRACED);
};

/** See `Tracer.apart`. */
export const apart = <Result>(work: () => Result): Result => registry[REGISTERED]?.apart(work) ?? work();

/** The request, with what leads from its commit to the trace in which it is made. */
export const withTraceContext = <Request extends { readonly metadata?: CommitMetadata }>(
  request: Request,
): Request => {
  const context = registry[REGISTERED]?.context();
  return context ? { ...request, metadata: { ...request.metadata, ...context } } : request;
};
