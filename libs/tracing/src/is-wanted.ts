/** Any of them asks for traces. */
const ASKING = ['OTEL_TRACES_EXPORTER', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];

/**
 * Whether the environment asks for traces, by the variables that OpenTelemetry itself reads. It would send them to
 * localhost unasked; we do not.
 */
export const isWanted = (environment: Readonly<Record<string, string | undefined>>): boolean => {
  const { OTEL_SDK_DISABLED: disabled = '', OTEL_TRACES_EXPORTER: exporter = '' } = environment;
  if (disabled.trim().toLowerCase() === 'true' || exporter.trim() === 'none') return false;
  return ASKING.some((name) => (environment[name] ?? '').trim() !== '');
};
