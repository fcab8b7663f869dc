import { setTimeout as pause } from 'node:timers/promises';

const FLUSH: unique symbol = Symbol.for('@event-sourcing/tracing/flush');

// What makes the traces is loaded before the service, from a bundle of its own.
const registry: typeof globalThis & { [FLUSH]?: () => Promise<void> } = globalThis;

/** A collector that is away must not keep a service from ending. */
const FLUSH_WITHIN_MS = 500;

/** Says how what has been traced is sent before the process ends. */
export const registerFlush = (flush: () => Promise<void>): void => {
  registry[FLUSH] = flush;
};

/** Sends what has been traced, if anything is: before the process ends, and for at most half a second. */
export const flushTraces = async (): Promise<void> => {
  const flush = registry[FLUSH];
  if (!flush) return;
  await Promise.race([flush().catch(() => undefined), pause(FLUSH_WITHIN_MS, undefined, { ref: false })]);
};
