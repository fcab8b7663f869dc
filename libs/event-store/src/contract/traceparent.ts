/** Where in a trace a commit was written. */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  /** 1: the trace is kept. */
  readonly flags: number;
}

/** Version 0, and whatever later ones begin with. */
const FORM =
  /^(?!ff)[\da-f]{2}-(?!0{32})(?<traceId>[\da-f]{32})-(?!0{16})(?<spanId>[\da-f]{16})-(?<flags>[\da-f]{2})(?:-.*)?$/;

/**
 * What a `traceparent` says; nothing when it has not the form.
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export const parseTraceparent = (text: string): TraceParent | undefined => {
  const { traceId, spanId, flags } = FORM.exec(text)?.groups ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
};
