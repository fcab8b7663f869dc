import type { OperatorContext } from '../subscriptions';

/** An operator's decision about a parked event. */
export interface OperatorDecision extends OperatorContext {
  /** `retry`: it is done again, when its turn comes; `skip`: never. */
  readonly action: 'retry' | 'skip';
}
