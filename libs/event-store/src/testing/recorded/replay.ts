import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeclaredEventType, verifyChain } from '../../log';
import type { JsonValue, RecordedEvent } from '../../contract';
import { MemoryCommits } from '../memory-commit-storage';
import { memoryStore } from '../memory-store';
import { fromRecord, parseHistory } from './history-file';

/** A history as a release recorded it. */
export interface RecordedHistory {
  readonly release: string;
  readonly name: string;
  /** What that release made of it. */
  readonly reading: JsonValue;
  /**
   * Its events, read through a store that knows these types.
   * @throws Error when the chain of its hashes does not hold; EventStoreError as any read
   */
  replay(eventTypes: readonly DeclaredEventType[]): Promise<readonly RecordedEvent[]>;
}

/**
 * The histories that releases have recorded in a folder, see `recordRelease`.
 * @throws Error when a file is not of the form that `recordRelease` gives it
 */
export const recordedHistories = async (folder: string): Promise<readonly RecordedHistory[]> => {
  const found: RecordedHistory[] = [];
  for (const release of (await readdir(folder)).sort()) {
    for (const file of (await readdir(join(folder, release))).sort()) {
      const path = join(folder, release, file);
      const { commits, reading } = parseHistory(await readFile(path, 'utf8'), path);
      const replay: RecordedHistory['replay'] = async (eventTypes) => {
        const stored = new MemoryCommits();
        commits.map(fromRecord).forEach((commit) => stored.insert(commit));
        return readAll(stored, eventTypes, path);
      };
      found.push({ release, name: file.replace(/\.json$/, ''), reading, replay });
    }
  }
  return found;
};

const readAll = async (
  stored: MemoryCommits,
  eventTypes: readonly DeclaredEventType[],
  path: string,
): Promise<readonly RecordedEvent[]> => {
  const store = await memoryStore(stored, { eventTypes });
  const { fault } = await verifyChain(store.log.storage);
  if (fault) throw new Error(`${path} was changed, or is hashed otherwise today. ${fault.detail}`);
  const events: RecordedEvent[] = [];
  for await (const event of store.read()) events.push(event);
  return events;
};
