import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { parseTraceparent } from '../contract';
import type { Traced } from '../diagnostics';

/** Where a commit was written; nothing where it does not say, or says nonsense. */
const writtenIn = ({ metadata }: Traced): SpanContext | undefined => {
  const { traceId, spanId, flags } = parseTraceparent(metadata.traceparent ?? '') ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: flags & TraceFlags.SAMPLED, isRemote: true };
};

/** The form that a commit carries. */
export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

/** The context of what comes of a commit: a part of its trace, or a trace of its own where it has none. */
export const comingOf = (commit: Traced): Context => {
  const written = writtenIn(commit);
  return written ? trace.setSpanContext(ROOT_CONTEXT, written) : ROOT_CONTEXT;
};

/** A link to where a commit was written, if that trace is kept. */
export const linkTo = (commit: Traced): readonly Link[] => {
  const context = writtenIn(commit);
  return context && (context.traceFlags & TraceFlags.SAMPLED) !== 0 ? [{ context }] : [];
};
