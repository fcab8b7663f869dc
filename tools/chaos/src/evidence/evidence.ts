import type { Call } from './call';
import type { RawCommit } from './raw-log';

/** The two logs. */
export type LogName = 'bank' | 'messages';

/** A commit that somebody read while the system was in use. */
export interface Witnessed {
  readonly log: LogName;
  readonly id: string;
  readonly position: number;
  readonly hash: string;
}

/** What a stream told a reader, who came back with the last id whenever it ended. */
export interface Watched {
  readonly user: string;
  /** The position that it began at. */
  readonly from: number;
  readonly told: readonly { readonly position: number; readonly event: string; readonly message: string }[];
}

/** A document of a read model, without what the store adds to it. */
export type RawDocument = Readonly<Record<string, unknown>>;

/** Everything that a run leaves for judges to look at: what clients saw, and what lies in the database. */
export interface Evidence {
  readonly calls: readonly Call[];
  readonly logs: Readonly<Record<LogName, readonly RawCommit[]>>;
  /** Of the same logs, some time later. */
  readonly later: Readonly<Record<LogName, readonly RawCommit[]>>;
  readonly witnessed: readonly Witnessed[];
  readonly watched: readonly Watched[];
  /** What did not work again when every fault was mended, in words. */
  readonly troubles: readonly string[];
  readonly models: Readonly<Record<'accounts' | 'messages' | 'mailboxes', readonly RawDocument[]>>;
}

/** What a judge found wrong. */
export interface Violation {
  readonly checker: string;
  readonly what: string;
}

/** Looks at one promise; gives back a sentence for each breach of it. */
export type Checker = (evidence: Evidence) => readonly string[] | Promise<readonly string[]>;
