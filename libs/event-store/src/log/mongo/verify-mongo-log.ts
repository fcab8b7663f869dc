import type { MongoClient } from 'mongodb';
import { DEFAULT_LOG_OPTIONS } from '../log-options';
import { DEFAULT_LIMITS } from '../../contract';
import { GENESIS, verifyChain, type Verification, type VerifyOptions } from '../chain';
import { CausalSessions, DECISIVE, inOurWords, withOperationTimeout } from '../../driver';
import { MongoCommitStorage } from './mongo-commit-storage';

/** What to verify of a log, and whom to tell how far it is. */
export interface VerifyLogOptions extends Pick<VerifyOptions, 'from' | 'published'> {
  /** Called now and then: so many commits have been verified, of so many that there were when it began. */
  readonly onProgress?: (commits: number, ofCommits: number) => void;
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
  const commits = db.collection('commits');
  if (
    (await withOperationTimeout(db.listCollections({ name: 'commits' }, { nameOnly: true }).toArray()))
      .length === 0
  )
    return undefined;
  const ofCommits = onProgress
    ? await inOurWords(
        commits.countDocuments({ position: { $gt: from.position } }, DECISIVE),
        'to count the commits',
      )
    : 0;
  // Not opened as a log: that would want its end to be in order, and make indexes where somebody dropped them.
  const storage = new MongoCommitStorage(
    db,
    new CausalSessions(client),
    DEFAULT_LIMITS.maxEventsPerCommit,
    DEFAULT_LOG_OPTIONS.patienceMs,
  );
  return verifyChain(storage, {
    from,
    ...(published && { published }),
    ...(onProgress && { onProgress: (done: number) => onProgress(done, ofCommits) }),
  });
};
