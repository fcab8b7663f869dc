import type { BackOff } from '../async';
import { assertBackOff, assertCount, assertWhole } from '../contract';

/** Where subscriptions say what people should know; Nest's `Logger` and `console` both are one. */
export interface SubscriptionLogger {
  /** What is well again, or has changed hands. */
  log(message: string): void;
  /** What goes wrong and is tried again. */
  warn(message: string): void;
}

/** How subscriptions behave; every member has a default. */
export interface SubscriptionOptions {
  /** Events in a batch, from 1: whole commits of at most so many, and at least one commit. Default 500. */
  readonly maxEvents: number;
  /** Bytes of memory in a batch, within 30 %: whole commits of at most so many, and at least one commit. Default 4 MiB. */
  readonly maxBytes: number;
  /** Milliseconds that a batch should take: after a slower one the next are smaller. Default 1,000. */
  readonly batchMs: number;
  /** Milliseconds between two batches. Default 0. */
  readonly pauseMs: number;
  /** Milliseconds for which a lease holds without being renewed; it is renewed at a third. Default 5,000. */
  readonly leaseMs: number;
  /** Milliseconds between two tries to get a lease that another instance holds. Default 1,000. */
  readonly waitMs: number;
  /**
   * How often the end of the log is looked at while nothing wakes the reader: after `firstMs` since the last news, then
   * after twice as long each time up to `maxMs`, which bounds how late an event is seen that another process appended
   * where there is no change stream. Default 25 to 500 ms.
   */
  readonly poll: BackOff;
  /**
   * Whether a change stream wakes readers, beside polling; for all subscriptions of a process alike. Where the database
   * has none, polling goes on alone. Default true.
   */
  readonly changeStream: boolean;
  /** How long to wait after a failure, with jitter. Default 50 to 5,000 ms. */
  readonly retry: BackOff;
  /** Milliseconds after which a checkpoint is moved over events that the query does not match. Default 50. */
  readonly checkpointMs: number;
  /** What time it is to process managers. Default: the database's. */
  readonly now?: () => Date;
  /** Default: the console. */
  readonly logger: SubscriptionLogger;
}

/** How subscriptions behave where nothing else is said. */
export const DEFAULT_SUBSCRIPTION_OPTIONS: SubscriptionOptions = {
  maxEvents: 500,
  maxBytes: 4 * 1024 * 1024,
  batchMs: 1_000,
  pauseMs: 0,
  leaseMs: 5_000,
  waitMs: 1_000,
  poll: { firstMs: 25, maxMs: 500 },
  changeStream: true,
  retry: { firstMs: 50, maxMs: 5_000 },
  checkpointMs: 50,
  logger: console,
};

const COUNTS = ['maxEvents', 'maxBytes', 'batchMs', 'leaseMs', 'waitMs'] as const;
const WHOLES = ['pauseMs', 'checkpointMs'] as const;
const BACK_OFFS = ['poll', 'retry'] as const;

/** The given options, and others where nothing is given. @throws EventStoreError `invalid-options` */
export const subscriptionOptions = (
  given: Partial<SubscriptionOptions>,
  others = DEFAULT_SUBSCRIPTION_OPTIONS,
): SubscriptionOptions => {
  const options = { ...others, ...given };
  for (const name of COUNTS) assertCount(name, options[name]);
  for (const name of WHOLES) assertWhole(name, options[name]);
  for (const name of BACK_OFFS) assertBackOff(name, options[name]);
  return options;
};
