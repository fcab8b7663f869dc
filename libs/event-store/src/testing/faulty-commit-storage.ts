import { deferred } from '../async';
import type { Commit, Position, Query } from '../contract';
import {
  type Audited,
  type CommitHeader,
  type CommitPage,
  type CommitStorage,
  type Direction,
  InsertRefused,
  type Range,
} from '../log';

/** Stands in for one insert: `insert` is what would have been done. */
export type InsertFault = (commits: readonly Commit[], insert: () => Promise<void>) => Promise<void>;

/** Stands in for one read of the log's end: `read` is what would have been done. */
export type TailReadFault = (read: () => Promise<CommitPage>) => Promise<CommitPage>;

/** What a database refuses for good, as it says: the commit at an index of those inserted, or (`'all'`) every one. */
export type Refusal = (commits: readonly Commit[]) => number | 'all' | undefined;

/**
 * A storage whose next inserts go wrong as a test says: connections cut, answers lost, inserts that land late; whose
 * reads of the log's end are slow, and which stands still altogether, when a test says so; and whose clock can be a wrong
 * one.
 */
export class FaultyCommitStorage implements CommitStorage {
  readonly #faults: InsertFault[] = [];
  readonly #readFaults: TailReadFault[] = [];
  #refusal: Refusal = () => undefined;
  /** Settled while the database answers. */
  #answers: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly inner: CommitStorage,
    /** Milliseconds by which its clock is ahead of the database's, or behind. */
    private readonly clockAheadMs = 0,
  ) {}

  /** The next insert without a fault of its own goes this way. */
  nextInsert(fault: InsertFault): void {
    this.#faults.push(fault);
  }

  /** From now on the database refuses for good what a rule says, as a validator or a missing right would. */
  refuse(rule: Refusal): void {
    this.#refusal = rule;
  }

  /** From now on nothing is answered. @returns lets the database go on: what it was sent meanwhile arrives then */
  standStill(): () => void {
    const { promise, resolve } = deferred<undefined>();
    this.#answers = promise;
    return () => resolve(undefined);
  }

  /** The next read of the log's end without a fault of its own goes this way. */
  nextTailRead(fault: TailReadFault): void {
    this.#readFaults.push(fault);
  }

  /** @throws InsertRefused where a rule says so, and whatever a fault throws */
  async insert(commits: readonly Commit[]): Promise<void> {
    await this.#answers;
    const fault = this.#faults.shift();
    return fault ? fault(commits, () => this.inner.insert(commits)) : this.#insert(commits);
  }

  async #insert(commits: readonly Commit[]): Promise<void> {
    const refused = this.#refusal(commits);
    if (refused === undefined) return this.inner.insert(commits);
    const index = refused === 'all' ? undefined : refused;
    if (index !== undefined && index > 0) await this.inner.insert(commits.slice(0, index));
    throw new InsertRefused(121, 'Document failed validation', index);
  }

  async commitsAfter(boundary: Position, limit: number): Promise<CommitPage> {
    await this.#answers;
    const fault = this.#readFaults.shift();
    const read = () => this.inner.commitsAfter(boundary, limit);
    return fault ? fault(read) : read();
  }

  async provePrimary(known: number): Promise<void> {
    await this.#answers;
    return this.inner.provePrimary(known);
  }

  causalToken(): string {
    return this.inner.causalToken();
  }

  advanceTo(causalToken: string): void {
    this.inner.advanceTo(causalToken);
  }

  async commitsById(ids: readonly string[]): Promise<readonly Audited[]> {
    await this.#answers;
    return this.inner.commitsById(ids);
  }

  async headerAt(position: Position): Promise<CommitHeader | undefined> {
    await this.#answers;
    return this.inner.headerAt(position);
  }

  async lastHeaderAfter(boundary: Position): Promise<CommitHeader | undefined> {
    await this.#answers;
    return this.inner.lastHeaderAfter(boundary);
  }

  async *scan(query: Query, range: Range, direction: Direction): AsyncGenerator<readonly Commit[]> {
    for await (const page of this.inner.scan(query, range, direction)) {
      await this.#answers;
      yield page;
    }
  }

  async positionMatching(
    query: Query,
    range: Range,
    except: readonly string[],
  ): Promise<Position | undefined> {
    await this.#answers;
    return this.inner.positionMatching(query, range, except);
  }

  async audit(after: number, limit: number): Promise<readonly Audited[]> {
    await this.#answers;
    return this.inner.audit(after, limit);
  }

  async strays(limit: number): Promise<readonly Audited[]> {
    await this.#answers;
    return this.inner.strays(limit);
  }

  async serverTime(): Promise<Date> {
    await this.#answers;
    return new Date((await this.inner.serverTime()).getTime() + this.clockAheadMs);
  }
}
