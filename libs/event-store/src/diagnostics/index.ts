export { type Diagnostics, onDiagnostics, tell } from './channels';
export { failureOf } from './outcome';
export {
  apart,
  inSpan,
  type OpenSpan,
  registerTracer,
  type SpanFacts,
  type SpanStart,
  type Traced,
  type Tracer,
  withTraceContext,
} from './tracer';
