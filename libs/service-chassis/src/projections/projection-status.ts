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

/** What became of the wish to fill a projection anew; `asked-before`: by the same request. */
export type RebuildOutcome = 'begun' | 'in-progress' | 'asked-before';

/** Its `waitFor` waits for the log's head, not for a projection: a lag is to be seen, not waited out. */
export interface ProjectionStatusSource extends PositionWaiter {
  /** May tell more about each than is shown. */
  list(): Promise<readonly ProjectionStatus[]>;
  /**
   * Begins to fill a projection anew, while what it shows now goes on being shown.
   * @param request names the request, so that the same one again begins nothing
   * @returns nothing when there is none of this name
   */
  rebuild(name: string, request?: string): Promise<RebuildOutcome | undefined>;
}
