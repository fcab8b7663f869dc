import type { WaitOptions } from '@event-sourcing/event-store';
import { type InjectionToken, SetMetadata } from '@nestjs/common';

/** Knows how far something is that answers queries: a log's head, a projection's checkpoint. */
export interface PositionWaiter {
  /**
   * Waits until `position` is reached.
   * @returns the position reached: at least `position`, or less when the time is over
   */
  tryWaitFor(position: number, options: WaitOptions): Promise<number>;
}

/** The token of the waiter for all routes that name no other. */
export const POSITION_WAITER = Symbol('position waiter');

export const ANSWERS_FROM = 'service-chassis:answers-from';
export const UNPOSITIONED = 'service-chassis:unpositioned';

/**
 * Names the waiter of a controller's or a handler's queries, where it is not `POSITION_WAITER`: what is
 * answered from the log need not wait for a projection.
 */
export const AnswersFrom = (waiter: InjectionToken) => SetMetadata(ANSWERS_FROM, waiter);

/** Marks what has nothing to do with the log (health): `after` is unknown there. */
export const Unpositioned = () => SetMetadata(UNPOSITIONED, true);
