import { recordEvents } from '../chain';
import type { EventStoreErrorCode } from '../errors';
import type { Commit, CommitMetadata, EventData } from '../event';
import type { JsonValue } from '../json';
import type { PreparedCommit } from '../prepared-commit';
import { toPosition, type Position } from '../position';

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
  readonly assumes: readonly AssumedRef[];
}

/** What a process asks its sequencer. */
export interface Ask {
  /** The head that it knows. */
  readonly head: Position;
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

/** A commit of somebody else. */
export interface SentCommit extends SentPlace {
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
}

/** An append that came to nothing, or had been stored before. */
export type SentRefusal =
  | { readonly id: string; readonly duplicate: SentCommit }
  | {
      readonly id: string;
      readonly code: EventStoreErrorCode;
      readonly message: string;
      readonly facts: Readonly<Record<string, JsonValue>>;
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

/** A commit as it lies in the log, from where it lies and what it says. */
export const toCommit = (
  { id, position, recordedAt, hash }: SentPlace,
  { events, metadata }: Pick<SentCommit, 'events' | 'metadata'>,
): Commit => {
  const at = new Date(recordedAt);
  return {
    id,
    position,
    lastPosition: toPosition(position + events.length - 1),
    recordedAt: at,
    metadata,
    hash,
    events: recordEvents({ id, events, metadata }, position, at),
  };
};
