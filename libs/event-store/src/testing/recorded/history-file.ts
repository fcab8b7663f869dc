import { sharedCommit } from '../../log';
import { type Commit, type CommitMetadata, type EventData, type JsonValue, toPosition } from '../../contract';

/** A commit in a file: as it is stored, its time as text. */
interface CommitRecord {
  readonly id: string;
  readonly position: number;
  readonly recordedAt: string;
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
  readonly hash: string;
}

/** What a release recorded, and what it made of it. */
export interface HistoryFile {
  readonly commits: readonly CommitRecord[];
  readonly reading: JsonValue;
}

export const toRecord = ({ id, position, recordedAt, events, metadata, hash }: Commit): CommitRecord => ({
  id,
  position,
  recordedAt: recordedAt.toISOString(),
  events: events.map(({ type, version, tags, data }) => ({ type, version, tags, data })),
  metadata,
  hash,
});

export const fromRecord = (record: CommitRecord): Commit =>
  sharedCommit(record, {
    position: toPosition(record.position),
    recordedAt: new Date(record.recordedAt),
    hash: record.hash,
  });

/** @throws Error when the text is not such a file */
export const parseHistory = (text: string, path: string): HistoryFile => {
  const value: unknown = JSON.parse(text);
  if (!isHistoryFile(value))
    throw new Error(`${path} is not a recorded history: it has no commits or reading.`);
  return value;
};

// What is in them is told by the chain of their hashes.
const isHistoryFile = (value: unknown): value is HistoryFile =>
  typeof value === 'object' &&
  value !== null &&
  'commits' in value &&
  Array.isArray(value.commits) &&
  'reading' in value;
