import { type Rolling, rollingRestarts } from '../volumes/rolling-restarts';
import { StackInUse } from '../volumes/stack-in-use';

export interface RollingOptions extends Rolling {
  readonly log?: (line: string) => void;
}

/** Two instances of the bank are restarted in turn under load. */
export const rolling = ({ log, ...options }: RollingOptions) =>
  StackInUse.during({ instances: 2, ...(log && { log }) }, (stack) => rollingRestarts(stack, options));
