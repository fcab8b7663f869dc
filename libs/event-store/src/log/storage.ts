import type { Commit, Position, Query } from '../contract';

/** A stretch of the log between commit boundaries or inside commits. */
export interface Range {
  /** Events after it are meant. */
  readonly after: Position;
  /** Events up to it are meant. */
  readonly upTo: Position;
}

/** In order of position, or the other way round. */
export type Direction = 'forwards' | 'backwards';

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
 * and insert before it in this process (a causally consistent session). What `commitsAfter`, `commitsById` and
 * `commitAt` give is frozen: it is shared.
 */
export interface CommitStorage {
  /**
   * Inserts commits in order, as one request, and stops at the first that cannot be stored; resolves when a majority
   * has made all of them durable. When it rejects, nothing is known: any of them may be stored, now or later.
   * @throws InsertRefused when one of them, or all, would be refused again: the one thing that a failure tells
   */
  insert(commits: readonly Commit[]): Promise<void>;
  /** The commits after a commit boundary, in order, at most `limit` of them; read from the primary. */
  commitsAfter(boundary: Position, limit: number): Promise<Commit[]>;
  /** What is stored under the given commit ids; read from the primary. */
  commitsById(ids: readonly string[]): Promise<readonly Audited[]>;
  /** The commit that holds a position, or nothing when the log has not reached it. */
  commitAt(position: Position): Promise<Commit | undefined>;
  /** The last commit, found from a commit boundary that is known to exist; nothing when none follows it. */
  lastCommitAfter(boundary: Position): Promise<Commit | undefined>;
  /** The commits that hold a matching event in a range, in order of position or backwards, some at a time. */
  scan(query: Query, range: Range, direction: Direction): AsyncIterable<readonly Commit[]>;
  /**
   * Any one commit that holds a matching event in a range, those of some ids not counted. To know that there is one
   * must not cost reading all of them.
   */
  commitMatching(query: Query, range: Range, except: readonly string[]): Promise<Commit | undefined>;
  /**
   * What is stored in the log after a position, in order, gaps passed over: all that begins within the next `limit`
   * positions, or the next `limit` commits when nothing does; nothing only at the end of the log. Never throws for what
   * it finds.
   */
  audit(after: number, limit: number): Promise<readonly Audited[]>;
  /** What is stored in the log at no position from 1, at most `limit` of it. Never throws for what it finds. */
  strays(limit: number): Promise<readonly Audited[]>;
  /** What this process has seen of the database, for another one to see no less. */
  causalToken(): string;
  /** Lets every later read see at least what another process had seen. */
  advanceTo(causalToken: string): void;
  /** The database's clock. */
  serverTime(): Promise<Date>;
}
