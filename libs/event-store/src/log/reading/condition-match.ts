import { type Commit, matches, type Query, type RecordedEvent } from '../../contract';
import type { CommitStorage, Range } from '../storage';

/** A stored event in a range that matches a query, those of some commits not counted. */
export const conditionMatch = async (
  storage: CommitStorage,
  query: Query,
  range: Range,
  except: readonly string[],
): Promise<RecordedEvent | undefined> => {
  const commit = await storage.commitMatching(query, range, except);
  return commit && eventWithin(commit, query, range);
};

/** The first event of a commit that lies in a range and matches a query. */
export const eventWithin = (
  { events }: Commit,
  query: Query,
  { after, upTo }: Range,
): RecordedEvent | undefined =>
  events.find((event) => event.position > after && event.position <= upTo && matches(query, event));
