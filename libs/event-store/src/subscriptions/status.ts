import type { Position } from '../contract';
import type { Pause } from './mongo';

/** How a subscription is doing, as any instance can tell. */
export interface SubscriptionStatus {
  readonly name: string;
  /**
   * `running` in this instance; `waiting` here, because another instance runs it, or none; `paused`, and no instance has
   * anything of it in flight any more; `failed`, wherever it runs, until what fails succeeds; `rebuilding` a new generation.
   */
  readonly status: 'running' | 'waiting' | 'paused' | 'rebuilding' | 'failed';
  /** Whether some instance runs it, or this one is about to. */
  readonly active: boolean;
  /** The checkpoint: everything up to it is done. */
  readonly position: Position;
  readonly head: Position;
  /** Events between checkpoint and head. */
  readonly lag: number;
  readonly error?: string;
  /** By an operator's decision no instance runs it. */
  readonly paused?: Pause;
}
