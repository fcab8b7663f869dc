import { type Commit, type EventStore, START, toPosition } from '@event-sourcing/event-store';
import type { MongoClient } from 'mongodb';

/** A commit of one of several logs. */
export interface Found {
  readonly log: string;
  readonly commit: Commit;
}

/** A log, and where it lies. */
export interface NamedLog {
  readonly log: string;
  readonly store: EventStore;
}

/**
 * The commits of a log that belong to the same request as a commit, of those recorded near it: there is no index of
 * requests, since every append would pay for it.
 * @param within positions to look at on either side
 */
export const correlated = async (
  client: MongoClient,
  { log, store }: NamedLog,
  { recordedAt, metadata: { correlationId } }: Commit,
  within: number,
): Promise<readonly Found[]> => {
  if (correlationId === undefined) return [];
  const around = await store.log.positionAt(recordedAt);
  const position = { $gt: Math.max(START, around - within), $lte: around + within };
  const found = await client
    .db(log)
    .collection<{ readonly position: number; readonly _id: string }>('commits')
    .find({ position, 'metadata.correlationId': correlationId })
    .project<{ readonly _id: string }>({ _id: 1 })
    .sort({ position: 1 })
    .limit(MOST)
    .toArray();
  const commits = await Promise.all(found.map(({ _id }) => store.log.commitById(_id)));
  return commits.flatMap((commit) => (commit ? [{ log, commit }] : []));
};

/** Of one request in one log. */
const MOST = 200;

/** The commit that holds a position. */
export const commitHolding = async (store: EventStore, position: number): Promise<Commit | undefined> => {
  for await (const event of store.log.read(undefined, {
    after: toPosition(position - 1),
    upTo: toPosition(position),
  })) {
    return store.log.commitById(event.commitId);
  }
  return undefined;
};
