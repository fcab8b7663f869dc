/** The token of an `AbortSignal` that is aborted when the service begins to shut down: end streams and waits. */
export const SHUTDOWN_SIGNAL = Symbol('shutdown signal');
