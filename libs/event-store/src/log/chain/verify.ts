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

/** So many are named of what lies beside the log. */
const MOST_STRAYS = 10;

/** The hash of an empty log. */
export const GENESIS: HeadHash = { position: START, hash: GENESIS_HASH };

/** The first thing found wrong. */
export interface ChainFault {
  /**
   * - `changed`: a commit does not say what it said when it was chained, or does not continue the one before it
   *   (changed, inserted or reordered), or is none at all;
   * - `missing`: positions are missing (removed);
   * - `stray`: something lies at no position of a log: 0, −5, a text, none at all (put there);
   * - `recomputed`: at the head that is known stands another hash: a tail was rewritten;
   * - `cut-off`: the log ends before the head that is known.
   */
  readonly kind: 'changed' | 'missing' | 'stray' | 'recomputed' | 'cut-off';
  /** The position at which it shows; what strays has none. */
  readonly position?: Position;
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
  /** Called now and then with the position up to which the log has been verified. */
  readonly onProgress?: (position: Position) => void;
}

/**
 * Walks the log's hash chain and names the first commit that is not as it was written.
 * @throws RangeError when the published head lies before the one to begin at: the walk would not pass it
 */
export const verifyChain = async (
  storage: Pick<CommitStorage, 'audit' | 'headerAt' | 'strays'>,
  { from = GENESIS, published, onProgress }: VerifyOptions = {},
): Promise<Verification> => {
  if (published && published.position < from.position) {
    throw new RangeError(
      `The published head, at ${published.position}, lies before the one to begin at, at ${from.position}. ` +
        'Begin at it, or before it.',
    );
  }
  let head = from;
  let commits = 0;
  for await (const page of auditPages(storage, from.position)) {
    for (const audited of page) {
      const fault = faultOf(audited, head, published);
      if (fault) return { head, commits, fault };
      if ('commit' in audited) head = { position: audited.commit.lastPosition, hash: audited.commit.hash };
      commits += 1;
    }
    onProgress?.(head.position);
  }
  const fault =
    (commits === 0 ? await beginFault(storage, from) : undefined) ??
    (published && endFault(head, from, published)) ??
    (await strayFault(storage));
  return { head, commits, ...(fault && { fault }) };
};

/** What follows a head proves it; where nothing does, it has to be found itself. */
const beginFault = async (
  storage: Pick<CommitStorage, 'headerAt'>,
  from: HeadHash,
): Promise<ChainFault | undefined> => {
  const { position, hash } = from;
  if (position === START) {
    return hash === GENESIS_HASH
      ? undefined
      : { kind: 'recomputed', position, detail: 'No log begins like that.' };
  }
  const last = await storage.headerAt(position);
  if (!last) return { kind: 'cut-off', position, detail: `The log ends before ${position}, where to begin.` };
  if (last.lastPosition === position && last.hash === hash) return undefined;
  return { kind: 'recomputed', position, commitId: last.id, detail: 'The head to begin at is another one.' };
};

const strayFault = async (storage: Pick<CommitStorage, 'strays'>): Promise<ChainFault | undefined> => {
  const strays = await storage.strays(MOST_STRAYS);
  const [first] = strays;
  if (!first) return undefined;
  const ids = strays.map((one) => ('commit' in one ? one.commit.id : one.commitId));
  return {
    kind: 'stray',
    ...(ids[0] !== undefined && { commitId: ids[0] }),
    detail: `At no position of a log lie: ${ids.join(', ')}.`,
  };
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
