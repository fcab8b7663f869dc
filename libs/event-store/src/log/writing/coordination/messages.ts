import { type PreparedCommit, sharedCommit } from '../../chain';
import type {
  Commit,
  CommitMetadata,
  EventData,
  EventStoreErrorCode,
  EventStoreErrorFacts,
  Position,
} from '../../../contract';

/** The protocol and its version: two writers that speak different ones do not connect. */
export const PROTOCOL = 'event-sourcing-sequencer/2';

/** A commit that an append depends on, and where it is stored, if the sender knows. */
export interface SentDependency {
  readonly id: string;
  readonly position?: Position;
}

/** An append, checked and digested by its sender; whoever gets it does both again. */
export interface SentAppend {
  readonly prepared: Omit<PreparedCommit, 'bytes'>;
  readonly dependsOn: readonly SentDependency[];
}

/** What a writer sends to its sequencer. */
export interface SequencerRequest {
  /** The head that the sender knows. */
  readonly head: Position;
  /** What the sender has seen of the database: its conditions rest on that. See `CommitStorage.causalToken`. */
  readonly causalToken: string;
  readonly appends: readonly SentAppend[];
}

/** Where a commit is stored: all that its sender does not know of it. */
export interface SentPlace {
  readonly id: string;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly hash: string;
}

/** What a commit says. */
export interface Content {
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
}

/** A commit of another writer. */
export interface SentCommit extends SentPlace, Content {}

/** An append that was not stored: a repeat of an earlier one, one that failed, or one that was not tried. */
export type SentRefusal =
  | { readonly id: string; readonly duplicate: SentCommit }
  | {
      readonly id: string;
      readonly code: EventStoreErrorCode;
      readonly message: string;
      readonly facts: EventStoreErrorFacts[EventStoreErrorCode];
    }
  | { readonly id: string; readonly closed: true };

/** What a sequencer replies, once for all requests that one batch has settled. */
export interface SequencerReply {
  /** The receiver's own commits that are stored. */
  readonly stored: readonly SentPlace[];
  readonly refused: readonly SentRefusal[];
  /** The commit boundary at which `log` begins. */
  readonly after: Position;
  /** The commits after it, in order; the receiver's own by their ids. */
  readonly log: readonly (SentCommit | string)[];
  /** What the sequencer has seen of the database. See `CommitStorage.causalToken`. */
  readonly causalToken: string;
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

/** The commit that was sent, from its place and its content. */
export const received = (place: SentPlace, { events, metadata }: Content): Commit => {
  const { id, position, recordedAt, hash } = place;
  return sharedCommit({ id, events, metadata }, { position, recordedAt: new Date(recordedAt), hash });
};
