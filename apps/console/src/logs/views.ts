/** What the console's server tells its page of logs, as JSON. */

/** An event in a list. */
export interface LineView {
  readonly position: number;
  readonly type: string;
  readonly version: number;
  readonly tags: readonly string[];
  /** The beginning of its data, as JSON. */
  readonly excerpt: string;
  readonly recordedAt: string;
}

export interface EventView {
  readonly position: number;
  readonly type: string;
  readonly version: number;
  readonly tags: readonly string[];
  readonly data: unknown;
  readonly recordedAt: string;
  readonly commitId: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface LogView {
  readonly name: string;
  readonly head: number;
  readonly hash?: string;
  readonly recordedAt?: string;
}

export interface CommitView {
  readonly log: string;
  readonly commitId: string;
  readonly position: number;
  readonly lastPosition: number;
  readonly recordedAt: string;
  readonly hash: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly events: readonly EventView[];
}

export interface ExplanationView {
  readonly commit: CommitView;
  readonly cause?: CommitView;
  readonly before: readonly CommitView[];
  readonly followed: readonly CommitView[];
  /** Positions that were looked at on either side, in each log. */
  readonly within: number;
}

export interface TypeView {
  readonly type: string;
  readonly latest?: { readonly version: number; readonly position: number; readonly recordedAt: string };
  readonly tags: readonly string[];
  readonly declared?: number;
}

export interface ChangeView {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

export interface StepView {
  readonly event: EventView;
  readonly states: Readonly<Record<string, unknown>>;
  readonly changes: readonly ChangeView[];
}
