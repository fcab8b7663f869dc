import type { PositionWaiter } from '../positions/position-waiter';

/** How a projection of this service is doing. Positions are 1-based; 0 is before the first event. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** `waiting`: another instance runs it. */
  readonly status: 'running' | 'waiting' | 'rebuilding' | 'failed';
  readonly position: number;
  readonly head: number;
  /** In events. */
  readonly lag: number;
  readonly rebuild?: {
    readonly version: number;
    readonly position: number;
    /** 0 to 100. */
    readonly percent: number;
    readonly secondsLeft: number;
  };
  readonly error?: string;
}

/** The token of the `ProjectionStatusSource`; a service without one has no `/projections`. */
export const PROJECTION_STATUS = Symbol('projection status');

/** Its `waitFor` waits for the log's head, not for a projection: a lag is to be seen, not waited out. */
export interface ProjectionStatusSource extends PositionWaiter {
  list(): Promise<readonly ProjectionStatus[]>;
}
