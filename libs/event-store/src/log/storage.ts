import type { Abortable, Commit, Position, Query } from '../contract';

/** A stretch of the log between commit boundaries or inside commits. */
export interface Range extends Abortable {
  /** Events after it are meant. */
  readonly after: Position;
  /** Events up to it are meant. */
  readonly upTo: Position;
  /** Whether a commit is known to end at `after`, so that none reaches into the stretch from before it. */
  readonly fromBoundary?: boolean;
  /** Events after which whoever reads is likely to stop. */
  readonly limit?: number;
  /** How many events match for each position, about, where that is known. */
  readonly density?: number;
}

/** In order of position, or the other way round. */
export type Direction = 'forwards' | 'backwards';

/** A commit without what it says. */
export type CommitHeader = Pick<Commit, 'id' | 'position' | 'lastPosition' | 'recordedAt' | 'hash'>;

/** The beginning of a stretch of the log: as much as one answer should hold. */
export interface CommitPage {
  readonly commits: readonly Commit[];
  /** Whether the log may go on behind them; else they are its last ones. */
  readonly more: boolean;
}

/** What lies in a place of the log, as a verification sees it: a commit, or what no log has written. */
export type Audited =
  | { readonly commit: Commit }
  | {
      readonly commitId: string;
      /** As it is stored: any number. */
      readonly position: number;
      /** What is wrong with its form, in words. */
      readonly malformed: string;
    };

/**
 * A database has said no to what was to be inserted, and would say so again; it has not stored it. What came before it
 * in the same insert may be stored, what came after it is not.
 */
export class InsertRefused extends Error {
  override readonly name = 'InsertRefused';

  /**
   * @param code the database's own
   * @param message the database's own words
   * @param index of the commit that was refused; none: all of them were
   */
  constructor(
    readonly code: number,
    message: string,
    readonly index: number | undefined,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Whether something thrown says that an insert was refused for good. */
export const isInsertRefused = (error: unknown): error is InsertRefused =>
  error instanceof Error && error.name === 'InsertRefused';

/**
 * What the log needs of a database. Every read sees at least what a majority holds and at least as much as every read
 * and insert before it in this process (a causally consistent session). What `commitsAfter` and `commitsById` give is
 * frozen: it is shared. Commits may be large, so whatever gives many gives them by pages of some MiB.
 */
export interface CommitStorage {
  /**
   * Inserts commits in order, as one request, and stops at the first that cannot be stored; resolves when a majority
   * has made all of them durable. When it rejects, nothing is known: any of them may be stored, now or later.
   * @throws InsertRefused when one of them, or all, would be refused again: the one thing that a failure tells
   */
  insert(commits: readonly Commit[]): Promise<void>;
  /**
   * The commits after a commit boundary, in order, read from the primary: at least the first if there is one.
   * @param limit commits that begin within so many positions, from 1
   */
  commitsAfter(boundary: Position, limit: number): Promise<CommitPage>;
  /** What is stored under the given commit ids; read from the primary. */
  commitsById(ids: readonly string[]): Promise<readonly Audited[]>;
  /** Of the commit that holds a position; nothing when the log has not reached it. */
  headerAt(position: Position): Promise<CommitHeader | undefined>;
  /** Of the last commit, found from a commit boundary that is known to exist; nothing when none follows it. */
  lastHeaderAfter(boundary: Position): Promise<CommitHeader | undefined>;
  /** The commits that hold a matching event in a range, in order of position or backwards, some at a time. */
  scan(query: Query, range: Range, direction: Direction): AsyncIterable<readonly Commit[]>;
  /**
   * The position of any one event in a range that matches, those of some commits not counted. To know that there is one
   * must not cost reading all of them.
   */
  positionMatching(query: Query, range: Range, except: readonly string[]): Promise<Position | undefined>;
  /**
   * What is stored in the log after a position, in order, gaps passed over: what begins within the next `limit`
   * positions, or the next `limit` commits when nothing does, the first of it at least; nothing only at the end of the
   * log. Never throws for what it finds.
   */
  audit(after: number, limit: number): Promise<readonly Audited[]>;
  /** What is stored in the log at no position from 1, at most `limit` of it. Never throws for what it finds. */
  strays(limit: number): Promise<readonly Audited[]>;
  /**
   * Has the primary prove that it is the primary: every later read sees everything that was acknowledged to anyone before
   * the call, also while an earlier primary takes itself for one.
   * @param known where a commit that is stored begins; 0 when none is known
   */
  provePrimary(known: number): Promise<void>;
  /** What this process has seen of the database, for another one to see no less. */
  causalToken(): string;
  /** Lets every later read see at least what another process had seen. */
  advanceTo(causalToken: string): void;
  /** The database's clock. */
  serverTime(): Promise<Date>;
}
