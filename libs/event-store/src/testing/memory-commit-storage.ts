import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Commit, matches, type Position, type Query } from '../contract';
import {
  type Audited,
  type CommitHeader,
  type CommitPage,
  type CommitStorage,
  type Direction,
  matchWithin,
  type Range,
} from '../log';

/** The commits of a log in memory, to be shared by the storages of several instances. */
export class MemoryCommits {
  readonly byPosition: Commit[] = [];
  readonly #ids = new Set<string>();
  readonly #positions = new Set<number>();

  /**
   * Holds one commit more.
   * @throws Error when its id or its position is taken, as unique indexes would have it
   */
  insert(commit: Commit): void {
    if (this.#ids.has(commit.id)) throw new Error(`There is a commit ${commit.id} already.`);
    if (this.#positions.has(commit.position)) throw new Error(`Position ${commit.position} is taken.`);
    this.#ids.add(commit.id);
    this.#positions.add(commit.position);
    this.byPosition.push(commit);
  }
}

/** A log's storage in memory: for unit tests that need no engine. It keeps the promises of the real one. */
export class MemoryCommitStorage implements CommitStorage {
  constructor(private readonly commits = new MemoryCommits()) {}

  /**
   * Like a database's ordered insert: those before the first that cannot be stored are stored.
   * @throws Error when the id or the position of one is taken
   */
  async insert(commits: readonly Commit[]): Promise<void> {
    await nextTurn();
    for (const commit of commits) this.commits.insert(commit);
  }

  async commitsAfter(boundary: Position, limit: number): Promise<CommitPage> {
    const upTo = boundary + limit;
    const commits = await this.#find(({ position }) => position > boundary && position <= upTo);
    return { commits, more: (commits.at(-1)?.lastPosition ?? 0) >= upTo };
  }

  async commitsById(ids: readonly string[]): Promise<readonly Audited[]> {
    return (await this.#find(({ id }) => ids.includes(id))).map((commit) => ({ commit }));
  }

  async headerAt(at: Position): Promise<CommitHeader | undefined> {
    const [commit] = await this.#find(({ position, lastPosition }) => position <= at && at <= lastPosition);
    return commit;
  }

  async lastHeaderAfter(boundary: Position): Promise<CommitHeader | undefined> {
    return (await this.#find(({ position }) => position > boundary)).at(-1);
  }

  async *scan(
    query: Query,
    { after, upTo, signal }: Range,
    direction: Direction,
  ): AsyncGenerator<readonly Commit[]> {
    const found = await this.#find(
      ({ position, lastPosition, events }) =>
        lastPosition > after && position <= upTo && events.some((event) => matches(query, event)),
    );
    signal?.throwIfAborted();
    yield direction === 'forwards' ? found : found.toReversed();
  }

  async positionMatching(
    query: Query,
    range: Range,
    except: readonly string[],
  ): Promise<Position | undefined> {
    const found = await this.#find(
      (commit) => !except.includes(commit.id) && matchWithin(commit, query, range) !== undefined,
    );
    return found[0] && matchWithin(found[0], query, range);
  }

  async audit(after: number, limit: number): Promise<readonly Audited[]> {
    const found = await this.#find(({ position }) => position > after);
    return found.slice(0, limit).map((commit) => ({ commit }));
  }

  /** Its types let nothing else in. */
  async strays(): Promise<readonly Audited[]> {
    return [];
  }

  async provePrimary(): Promise<void> {
    await nextTurn();
  }

  /** Every read here sees everything. */
  causalToken(): string {
    return '';
  }

  advanceTo(): void {
    // Nothing to wait for.
  }

  async serverTime(): Promise<Date> {
    return new Date();
  }

  async #find(wanted: (commit: Commit) => boolean): Promise<Commit[]> {
    await nextTurn();
    return this.commits.byPosition.filter(wanted);
  }
}
