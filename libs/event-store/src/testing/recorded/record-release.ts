import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declareEventTypes, type DeclaredEventType } from '../../log';
import type { JsonValue, RecordedEvent } from '../../contract';
import { commitsOf, type History } from '../scenarios';
import { toRecord, type HistoryFile } from './history-file';

/** What a domain records at a release, so that every later release proves that it can still read it. */
export interface RecordedDomain {
  /** Where its releases are kept, a folder each. */
  readonly folder: string;
  readonly eventTypes: readonly DeclaredEventType[];
  /** By name; together they hold every event type. */
  readonly histories: Readonly<Record<string, History>>;
  /** What today's code makes of a history: states, statements, whatever must never change. */
  read(events: readonly RecordedEvent[]): JsonValue;
}

/**
 * Writes the histories of a domain as this release records them.
 * @param release what the release is called, `v2`
 * @throws Error when the release has been recorded before: what was released is never written again
 */
export const recordRelease = async (domain: RecordedDomain, release: string): Promise<readonly string[]> => {
  const { folder, eventTypes, histories } = domain;
  const types = declareEventTypes(eventTypes);
  const files = Object.entries(histories).map(([name, history]): readonly [string, HistoryFile] => {
    const commits = commitsOf(history);
    const events = commits.flatMap((commit) => commit.events);
    events.forEach((event) => types.check(event, `${name}, position ${event.position}`));
    return [`${name}.json`, { commits: commits.map(toRecord), reading: domain.read(events) }];
  });
  const recorded = new Set(
    files.flatMap(([, { commits }]) => commits.flatMap(({ events }) => events.map(typeOf))),
  );
  const missing = eventTypes.filter((declared) => !recorded.has(typeOf(declared)));
  if (missing.length > 0) {
    throw new Error(`No history holds ${missing.map(typeOf).join(', ')}. Add it to one before the release.`);
  }
  await mkdir(folder, { recursive: true });
  // Not recursive: that there is such a folder already is what must not be.
  await mkdir(join(folder, release));
  for (const [name, file] of files) {
    await writeFile(join(folder, release, name), `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx' });
  }
  return files.map(([name]) => join(folder, release, name));
};

const typeOf = ({ type, version }: Pick<DeclaredEventType, 'type' | 'version'>): string =>
  `${type} ${version}`;
