import type { Order } from '../paging';
import type { PositionWaiter } from '../positions/position-waiter';

/** How a reaction of this service is doing. Positions are 1-based; 0 is before the first event. */
export interface ReactionStatus {
  readonly name: string;
  /** `waiting`: another instance runs it. */
  readonly status: 'running' | 'waiting' | 'rebuilding' | 'failed';
  readonly position: number;
  readonly head: number;
  /** In events. */
  readonly lag: number;
  /** Events that are parked, those that wait behind them included. */
  readonly parked: number;
  readonly error?: string;
}

/** An event that a reaction has set aside. */
export interface ParkedEvent {
  readonly position: number;
  readonly key: string;
  /** Tries that failed; 0: it waits behind an earlier one of its key. */
  readonly attempts: number;
  readonly error: string;
  readonly since: Date;
}

/** What somebody wants to become of a parked event. */
export interface WishAboutParked {
  readonly action: 'retry' | 'skip';
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  /** Names the request: the same again wishes nothing new. */
  readonly id?: string | undefined;
  readonly fingerprint?: string | undefined;
}

/** One reaction, to be looked into. */
export interface InspectedReaction {
  status(): Promise<ReactionStatus>;
  /** By position, in one order or the other. @param after the position of the last one before the page */
  parked(after: number | undefined, limit: number, order: Order): Promise<readonly ParkedEvent[]>;
  /** @throws EventStoreError `parked-item-not-found`, `commit-id-reused` */
  decideAboutParked(position: number, wish: WishAboutParked): Promise<void>;
}

/** The token of the `ReactionStatusSource`; a service without one has no `/reactions`. */
export const REACTION_STATUS = Symbol('reaction status');

/** Its `waitFor` waits for the log's head, not for a reaction: a lag is to be seen, not waited out. */
export interface ReactionStatusSource extends PositionWaiter {
  /** May tell more about each than is shown. */
  reactions(): Promise<readonly ReactionStatus[]>;
  reaction(name: string): InspectedReaction | undefined;
}
