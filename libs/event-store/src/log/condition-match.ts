import type { RecordedEvent } from './event';
import { matches, type Query } from './query';
import type { CommitStorage, Range } from './storage';

/** The first stored event in a range that matches a query, those of some commits not counted. */
export const conditionMatch = async (
  storage: CommitStorage,
  query: Query,
  range: Range,
  except: ReadonlySet<string>,
): Promise<RecordedEvent | undefined> => {
  for await (const commit of storage.scan(query, range, 'forwards')) {
    if (except.has(commit.id)) continue;
    const found = commit.events.find(
      (event) => event.position > range.after && event.position <= range.upTo && matches(query, event),
    );
    if (found) return found;
  }
  return undefined;
};
