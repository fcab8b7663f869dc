import { hash } from 'node:crypto';
import { type Commit, type RecordedEvent, toPosition } from '../../contract';
import { fixed } from './fixed-date';
import { frozen } from './frozen';
import type { PreparedCommit } from './prepared-commit';

/** The hash that the first commit of a log continues. */
export const GENESIS_HASH = '0'.repeat(64);

/** What the next commit has to continue. */
export interface ChainEnd {
  /** Of the first event of the last commit; 0 when there is none. */
  readonly position: number;
  readonly lastPosition: number;
  readonly recordedAt: Date;
  readonly hash: string;
}

/** The end of an empty log. */
export const EMPTY_CHAIN: ChainEnd = {
  position: 0,
  lastPosition: 0,
  recordedAt: new Date(0),
  hash: GENESIS_HASH,
};

/** SHA-256 in hex over the previous commit's hash and everything that this commit says. */
export const chainHash = (previous: string, digest: string, position: number, recordedAt: Date): string =>
  // Members in alphabetical order and of values that need no escape: this is their canonical JSON (RFC 8785).
  hash(
    'sha256',
    `{"content":"${digest}","position":${position},"previous":"${previous}","recordedAt":"${recordedAt.toISOString()}"}`,
    'hex',
  );

/** Numbers a prepared commit and chains it to the end of the log; its time never runs backwards. */
export const chain = (prepared: PreparedCommit, end: ChainEnd, now: Date): Commit => {
  const position = toPosition(end.lastPosition + 1);
  const recordedAt = now > end.recordedAt ? now : end.recordedAt;
  return sharedCommit(prepared, {
    position,
    recordedAt,
    hash: chainHash(end.hash, prepared.digest, position, recordedAt),
  });
};

/** A commit from what it says and where it lies; frozen, as everything is that may enter the window. */
export const sharedCommit = (
  { id, events, metadata }: Pick<PreparedCommit, 'id' | 'events' | 'metadata'>,
  { position, recordedAt, hash }: Pick<Commit, 'position' | 'recordedAt' | 'hash'>,
): Commit => {
  const at = fixed(recordedAt);
  return frozen({
    id,
    position,
    lastPosition: toPosition(position + events.length - 1),
    recordedAt: at,
    metadata,
    hash,
    events: recordEvents({ id, events, metadata }, position, at),
  });
};

/** Gives the events of a commit their positions. */
export const recordEvents = (
  commit: Pick<PreparedCommit, 'id' | 'events' | 'metadata'>,
  position: number,
  recordedAt: Date,
): RecordedEvent[] =>
  commit.events.map((event, index) => ({
    ...event,
    position: toPosition(position + index),
    recordedAt,
    commitId: commit.id,
    metadata: commit.metadata,
  }));
