import type { Command } from '../contract';

/** An operator's decision about a parked event. */
export interface OperatorDecision {
  /** `retry`: it is done again, when its turn comes; `skip`: never. */
  readonly action: 'retry' | 'skip';
  /** Why; kept. */
  readonly reason?: string | undefined;
  /** Who, or which request; kept. */
  readonly by?: string | undefined;
  /** Makes it idempotent. */
  readonly command?: Command | undefined;
}
