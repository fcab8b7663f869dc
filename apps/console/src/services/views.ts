/** What the console's server tells its page of services, as JSON. */

/** Something that goes wrong behind an instance that may be ready all the same. */
export interface TroubleView {
  readonly kind: 'projection' | 'reaction';
  readonly name: string;
  readonly error?: string;
  readonly waiting?: number;
  readonly parked?: number;
  readonly paused?: object;
}

/** What an instance has counted since it started. */
export interface CountersView {
  readonly appends: number;
  readonly conflicts: number;
  readonly appendSeconds: number;
  readonly batches: number;
  readonly batchedCommits: number;
}

export interface InstanceView {
  readonly address: string;
  readonly state: 'ready' | 'overloaded' | 'not ready' | 'away';
  readonly checks: Readonly<Record<string, string>>;
  readonly troubles: readonly TroubleView[];
  /** Absent: its metrics are not served, or not where they were said to be. */
  readonly counters?: CountersView;
}

export interface ServiceView {
  readonly name: string;
  /** The log that it works on. */
  readonly log: string;
  /** Whether it appends to the log; else it reads. */
  readonly appends: boolean;
  readonly hasReactions: boolean;
  readonly hasProjections: boolean;
  readonly instances: readonly InstanceView[];
}
