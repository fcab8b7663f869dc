import type { Collection, Db } from 'mongodb';

/** A commit, as far as the raw driver's contestants look at it. */
export interface StoredCommit {
  readonly _id: string;
  readonly position: number;
  readonly events: readonly { readonly type: string; readonly data: object }[];
}

export const storedCommits = (db: Db): Collection<StoredCommit> => db.collection<StoredCommit>('commits');
