import { channel } from 'node:diagnostics_channel';
import type { EventStoreErrorCode } from '../contract';

/** How an append ended. */
export interface AppendEnded {
  /** `duplicate`: it had been stored before under the same commit id; an error's code; `error`: any other. */
  readonly outcome: 'stored' | 'duplicate' | 'error' | EventStoreErrorCode;
  /** How many it has. */
  readonly events: number;
  /** Whether it has an append condition. */
  readonly conditional: boolean;
  /** Milliseconds from its call to its end. */
  readonly ms: number;
}

/** What became of a batch of appends that one insert has stored, or has not. */
export interface BatchEnded {
  /** `raced`: another process was faster, and what was not stored is tried again. */
  readonly outcome: 'stored' | 'raced' | 'refused' | 'unknown';
  /** How many were sent. */
  readonly commits: number;
  /** Milliseconds until it was known. */
  readonly ms: number;
}

/** How a decision ended. */
export interface DecisionEnded {
  /** What `decide` gives, `refused` where a decider refused, an error's code, or `error` for any other. */
  readonly outcome: 'written' | 'unchanged' | 'refused' | 'error' | EventStoreErrorCode;
  /** How often the decider was asked. */
  readonly tries: number;
  /** Milliseconds from its call to its end. */
  readonly ms: number;
}

/** A lease of a subscription or timer has changed hands. */
export interface LeaseChanged {
  readonly name: string;
  /** `lost`: somebody else has it, or may have; `released`: given back. */
  readonly change: 'acquired' | 'released' | 'lost';
}

/** An append condition reached behind what is in memory, and was judged by the database. */
export interface ConditionLookedUp {
  /** The position behind which it counts. */
  readonly after: number;
}

/** A decision model's state was wanted. */
export interface StateRead {
  /** `memory`: it cost no read. */
  readonly from: 'memory' | 'database';
}

/** What the event store tells of its work, by the channel on which it tells it. */
export interface Diagnostics {
  readonly append: AppendEnded;
  readonly batch: BatchEnded;
  readonly decision: DecisionEnded;
  readonly lease: LeaseChanged;
  readonly condition: ConditionLookedUp;
  readonly state: StateRead;
}

const channels = {
  append: channel('event-store:append'),
  batch: channel('event-store:batch'),
  decision: channel('event-store:decision'),
  lease: channel('event-store:lease'),
  condition: channel('event-store:condition'),
  state: channel('event-store:state'),
};

/** Tells it to whoever listens; where nobody does, nothing is made. */
export const tell = <Name extends keyof Diagnostics>(name: Name, message: () => Diagnostics[Name]): void => {
  const to = channels[name];
  if (to.hasSubscribers) to.publish(message());
};

/**
 * Listens to what every event store of this process tells of its work, on a channel of `node:diagnostics_channel`,
 * `event-store:append` and so on: for metrics and traces. A listener is called at once, so it must be quick.
 * @returns ends it
 */
export const onDiagnostics = <Name extends keyof Diagnostics>(
  name: Name,
  listener: (message: Diagnostics[Name]) => void,
): (() => void) => {
  const onMessage = (message: unknown): void => {
    if (isOf(name, message)) listener(message);
  };
  channels[name].subscribe(onMessage);
  return () => {
    channels[name].unsubscribe(onMessage);
  };
};

/** Nobody else publishes here. */
const isOf = <Name extends keyof Diagnostics>(_: Name, message: unknown): message is Diagnostics[Name] =>
  typeof message === 'object';
