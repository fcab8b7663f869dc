import { type PreparedCommit, sharedCommit } from '../../chain';
import type {
  Commit,
  CommitMetadata,
  EventData,
  EventStoreErrorCode,
  EventStoreErrorFacts,
  Position,
} from '../../../contract';

/** Names the protocol and its version; who speaks another one is not understood, and not connected. */
export const PROTOCOL = 'event-sourcing-sequencer/1';

/** A commit that an append counts on, and where it is stored, if its owner knows. */
export interface AssumedRef {
  readonly id: string;
  readonly position?: Position;
}

/** An append, checked and digested by the process that it comes from. */
export interface SentAppend {
  readonly prepared: PreparedCommit;
  readonly dependsOn: readonly AssumedRef[];
}

/** What a process asks its sequencer. */
export interface Ask {
  /** The head that it knows. */
  readonly head: Position;
  /** What it has seen of the database, see `CommitStorage.horizon`: its conditions rest on that. */
  readonly horizon: string;
  readonly appends: readonly SentAppend[];
}

/** Where one of the asker's own commits is stored: what it does not know of it yet. */
export interface SentPlace {
  readonly id: string;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly hash: string;
}

/** What a commit says. */
export interface Said {
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
}

/** A commit of somebody else. */
export interface SentCommit extends SentPlace, Said {}

/** An append that came to nothing, or had been stored before. */
export type SentRefusal =
  | { readonly id: string; readonly duplicate: SentCommit }
  | {
      readonly id: string;
      readonly code: EventStoreErrorCode;
      readonly message: string;
      readonly facts: EventStoreErrorFacts[EventStoreErrorCode];
    }
  /** Nothing was tried. */
  | { readonly id: string; readonly closed: true };

/** What a sequencer answers, whenever it has something to say. */
export interface Answer {
  /** The asker's own commits that are stored. */
  readonly stored: readonly SentPlace[];
  readonly refused: readonly SentRefusal[];
  /** A commit boundary: what follows in `log` begins after it. */
  readonly after: Position;
  /** The commits after it, in order; the asker's own by their ids. */
  readonly log: readonly (SentCommit | string)[];
  /** What the sequencer has seen of the database, see `CommitStorage.horizon`. */
  readonly horizon: string;
}

export const toPlace = ({ id, position, recordedAt, hash }: Commit): SentPlace => ({
  id,
  position,
  recordedAt: recordedAt.getTime(),
  hash,
});

export const toSent = (commit: Commit): SentCommit => ({
  ...toPlace(commit),
  events: commit.events.map(({ type, version, tags, data }) => ({ type, version, tags, data })),
  metadata: commit.metadata,
});

/** One of the asker's own commits, from where it lies and what was asked for. */
export const placed = ({ id, position, recordedAt, hash }: SentPlace, said: Said): Commit =>
  sharedCommit({ ...said, id }, { position, recordedAt: new Date(recordedAt), hash });

/** A commit as it lies in the log. */
export const received = (commit: SentCommit): Commit => placed(commit, commit);

/** Of what speaks this protocol in this version only the kind of message can be wrong. */
export const isAsk = (message: unknown): message is Ask => hasLists(message, 'appends');

export const isAnswer = (message: unknown): message is Answer =>
  hasLists(message, 'stored', 'refused', 'log');

const hasLists = (message: unknown, ...members: readonly string[]): boolean =>
  typeof message === 'object' &&
  message !== null &&
  members.every((member) => Array.isArray(Reflect.get(message, member)));
