import type { MongoClient } from 'mongodb';
import { DEFAULT_LOG_OPTIONS } from '../log-options';
import { isEventStoreError, MOST_EVENTS_PER_COMMIT, type Position, START } from '../../contract';
import { GENESIS, verifyChain, type Verification, type VerifyOptions } from '../chain';
import { CausalSessions, withOperationTimeout } from '../../driver';
import { MongoCommitStorage } from './mongo-commit-storage';

/** What to verify of a log, and whom to tell how far it is. */
export interface VerifyLogOptions extends Pick<VerifyOptions, 'from' | 'published'> {
  /** Called now and then: verified up to a position, of a log that ended at another when it began. */
  readonly onProgress?: (position: Position, end: Position) => void;
}

/**
 * Verifies the log of a database: that every commit is there, in its place, and says what it said when it was written.
 * Reads only; the log may be in use meanwhile.
 * @returns nothing when the database holds no log
 * @throws EventStoreError `store-unavailable`, `store-refused`
 */
export const verifyLog = async (
  client: MongoClient,
  dbName: string,
  { from = GENESIS, published, onProgress }: VerifyLogOptions = {},
): Promise<Verification | undefined> => {
  const db = client.db(dbName);
  if (
    (await withOperationTimeout(db.listCollections({ name: 'commits' }, { nameOnly: true }).toArray()))
      .length === 0
  )
    return undefined;
  // Not opened as a log: that would want its end to be in order, and make indexes where somebody dropped them.
  const storage = new MongoCommitStorage(
    db,
    new CausalSessions(client),
    // What the settings say may have been changed too.
    MOST_EVENTS_PER_COMMIT,
    DEFAULT_LOG_OPTIONS.patienceMs,
  );
  const end = onProgress ? await endOf(storage, from.position) : START;
  return verifyChain(storage, {
    from,
    ...(published && { published }),
    ...(onProgress && { onProgress: (position: Position) => onProgress(position, end) }),
  });
};

/** Where the log ends; where it cannot be told, which the verification will find out, where that begins. */
const endOf = async (
  storage: Pick<MongoCommitStorage, 'lastHeaderAfter'>,
  from: Position,
): Promise<Position> => {
  try {
    return (await storage.lastHeaderAfter(from))?.lastPosition ?? from;
  } catch (error) {
    if (isEventStoreError(error, 'log-corrupt')) return from;
    throw error;
  }
};
