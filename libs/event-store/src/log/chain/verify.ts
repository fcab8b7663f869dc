import { chainHash, GENESIS_HASH } from './chain';
import { auditPages, beginOf } from './audit-pages';
import { type Commit, type Position, START, toPosition } from '../../contract';
import { digestOfCommit } from './prepared-commit';
import type { Audited, CommitStorage } from '../storage';

/** A commit boundary and the hash there. Published elsewhere, it proves the log up to it. */
export interface HeadHash {
  readonly position: Position;
  /** 64 hex digits. */
  readonly hash: string;
}

/** The hash of an empty log. */
export const GENESIS: HeadHash = { position: START, hash: GENESIS_HASH };

/** The first thing found wrong. */
export interface ChainFault {
  /**
   * - `changed`: a commit does not say what it said when it was chained, or does not continue the one before it
   *   (changed, inserted or reordered), or is none at all;
   * - `missing`: positions are missing (removed);
   * - `recomputed`: at the published head stands another hash: a tail was rewritten;
   * - `cut-off`: the log ends before the published head.
   */
  readonly kind: 'changed' | 'missing' | 'recomputed' | 'cut-off';
  /** The position at which it shows. */
  readonly position: Position;
  readonly commitId?: string;
  readonly detail: string;
}

/** What a verification found. */
export interface Verification {
  /** The last commit that proved good, or where the verification began: a head to publish when there is no fault. */
  readonly head: HeadHash;
  /** How many commits proved good. */
  readonly commits: number;
  readonly fault?: ChainFault;
}

export interface VerifyOptions {
  /** Where to begin: a head that has been verified before. Default: the start of the log. */
  readonly from?: HeadHash;
  /** A head that was published elsewhere. A chain proves itself only against such a one. */
  readonly published?: HeadHash;
  /** Called now and then with how many commits have been verified. */
  readonly onProgress?: (commits: number) => void;
}

/** Walks the log's hash chain and names the first commit that is not as it was written. */
export const verifyChain = async (
  storage: Pick<CommitStorage, 'audit'>,
  { from = GENESIS, published, onProgress }: VerifyOptions = {},
): Promise<Verification> => {
  let head = from;
  let commits = 0;
  for await (const page of auditPages(storage, from.position)) {
    for (const audited of page) {
      const fault = faultOf(audited, head, published);
      if (fault) return { head, commits, fault };
      if ('commit' in audited) head = { position: audited.commit.lastPosition, hash: audited.commit.hash };
      commits += 1;
    }
    onProgress?.(commits);
  }
  const ending = published && endFault(head, from, published);
  return { head, commits, ...(ending && { fault: ending }) };
};

const faultOf = (
  audited: Audited,
  previous: HeadHash,
  published: HeadHash | undefined,
): ChainFault | undefined => {
  const commitId = 'commit' in audited ? audited.commit.id : audited.commitId;
  const first = toPosition(previous.position + 1);
  if (beginOf(audited) > first) {
    const detail = `Position ${first} is followed by commit ${commitId} at ${beginOf(audited)}.`;
    return { kind: 'missing', position: first, detail };
  }
  if ('malformed' in audited) {
    const detail = `It is not of the form of a commit: ${audited.malformed}.`;
    return { kind: 'changed', position: first, commitId, detail };
  }
  return faultOfCommit(audited.commit, previous, published);
};

const faultOfCommit = (
  commit: Commit,
  previous: HeadHash,
  published: HeadHash | undefined,
): ChainFault | undefined => {
  const { id: commitId, position } = commit;
  const changed = (detail: string): ChainFault => ({ kind: 'changed', position, commitId, detail });
  if (position <= previous.position)
    return changed(`It begins before the previous commit ends, at ${previous.position}.`);
  if (hashOf(commit, previous.hash) !== commit.hash) {
    return changed('Its hash does not follow from what it says and from the commit before it.');
  }
  const publishedHere =
    published && published.position >= position && published.position <= commit.lastPosition;
  if (publishedHere && (published.position !== commit.lastPosition || published.hash !== commit.hash)) {
    return { kind: 'recomputed', position, commitId, detail: 'The published head is another one.' };
  }
  return undefined;
};

const endFault = (head: HeadHash, from: HeadHash, published: HeadHash): ChainFault | undefined => {
  if (published.position > head.position) {
    const position = toPosition(head.position + 1);
    return {
      kind: 'cut-off',
      position,
      detail: `The log ends at ${head.position}; published was ${published.position}.`,
    };
  }
  if (published.position === from.position && published.hash !== from.hash) {
    return { kind: 'recomputed', position: from.position, detail: 'The published head has another hash.' };
  }
  return undefined;
};

const hashOf = (commit: Commit, previous: string): string | undefined => {
  try {
    return chainHash(previous, digestOfCommit(commit), commit.position, commit.recordedAt);
  } catch {
    // What cannot be digested was never written by a log.
    return undefined;
  }
};
