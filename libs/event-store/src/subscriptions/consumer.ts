import type { Query } from '../contract';
import type { Batches } from './follow';
import type { Health } from './health';
import type { CheckpointOwnership } from './checkpoint-ownership';

/** What a consumer is given to work with. */
export interface Consumption {
  readonly checkpoint: CheckpointOwnership;
  readonly health: Health;
  /** Which it is since anything has succeeded, from 1. */
  readonly attempt: number;
  /** The log after the checkpoint's position, in batches, until the signal aborts. */
  readonly batches: (signal: AbortSignal) => Batches;
  /** Aborts when the consumer is to stop: finish what is in flight, and return. */
  readonly stopping: AbortSignal;
  /** Aborts when the subscription is lost: nothing that is still done counts. */
  readonly lost: AbortSignal;
}

/** What a subscription feeds. */
export interface Consumer {
  /** The events that matter to it. Of commits without any it is given only some. */
  readonly query: Query;
  /** Takes batches in order and moves the checkpoint; returns when they end, with the checkpoint at their end. */
  consume(consumption: Consumption): Promise<void>;
}
