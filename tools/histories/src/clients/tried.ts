import type { EventStoreErrorCode, RecordedEvent } from '@event-sourcing/event-store';
import type { Account } from '../bank/account';
import type { Command, Reason, States } from '../bank/command';

/** What a client was told. */
export type Answer =
  | {
      readonly kind: 'written';
      readonly position: number;
      readonly lastPosition: number;
      readonly duplicate: boolean;
      /** Absent when they could not be had. */
      readonly states?: States;
    }
  | { readonly kind: 'nothing'; readonly position: number; readonly states: States }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly states: States }
  /** The condition of an append without a decision failed. */
  | { readonly kind: 'conflict'; readonly foundAt: number | null }
  /** An error that says that nothing was written. */
  | { readonly kind: 'unwritten'; readonly code: EventStoreErrorCode }
  /** An error that says nothing, or the end of the instance. */
  | { readonly kind: 'unknown' }
  /** Nothing at all. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'unexpected'; readonly message: string };

/** When something began and ended, counted over all that anybody did. */
export interface Span {
  readonly began: number;
  /** The last position that anybody had been told of by then. */
  readonly knownBefore: number;
  /** The head of the log by then. */
  readonly headBefore: number;
  readonly ended: number;
  readonly headAfter: number;
}

/** One try of a command, at one instance. */
export interface Try extends Span {
  /** It enters the metadata, so that the log tells who wrote a commit. */
  readonly id: string;
  readonly instance: string;
  readonly key?: string;
  readonly command: Command;
  readonly guard: 'conflicts' | 'everything';
  /** What the decider was given last. */
  readonly seen?: States;
  readonly answer: Answer;
}

/** What a read was shown. */
export type Finding =
  | { readonly kind: 'head'; readonly position: number }
  | {
      readonly kind: 'state';
      readonly account: string;
      /** The position that was asked for; absent: now. */
      readonly asked?: number;
      readonly position: number;
      readonly state: Account;
    }
  | {
      /** The events of an account. */
      readonly kind: 'events';
      readonly account: string;
      readonly after: number;
      readonly upTo?: number;
      readonly backwards: boolean;
      readonly limit: number;
      readonly events: readonly RecordedEvent[];
    }
  | { readonly kind: 'failed'; readonly message: string };

export type Read = Finding & Span;
