import { setTimeout as delay } from 'node:timers/promises';
import {
  type Commit,
  type CommitHeader,
  type CommitPage,
  type CommitStorage,
  EventStoreError,
  type Position,
  type Query,
  type Range,
  toPosition,
} from '@event-sourcing/event-store';
import { firstMeant } from '../query';
import type { Random } from '../random';
import { carryOut } from './carry-out';
import type { SimulatedDatabase } from './simulated-database';
import type { Weather } from './weather';

const MOST_WAY_MS = 3;
const SLOWEST_MS = 200;
const LATEST_MS = 500;
/** Commits that one answer to a scan brings. */
const PAGE = 20;
const EPOCH = Date.UTC(2026, 0);

const cutOff = (): Error => new Error('The connection ended.');

/** What an instance has of the database: a storage whose requests and answers get lost, come late, and fail. */
export class Link implements CommitStorage {
  #cut = false;

  constructor(
    private readonly database: SimulatedDatabase,
    private readonly random: Random,
    private readonly weather: () => Weather,
    /** Milliseconds by which the clock of the database, as this instance sees it, is ahead. */
    private readonly clockAheadMs: number,
  ) {}

  /** Ends it: nothing is answered any more. What is on its way arrives. */
  cut(): void {
    this.#cut = true;
  }

  async insert(commits: readonly Commit[]): Promise<void> {
    const { lostRequest, late, half, lostAnswer } = this.weather();
    await this.#way();
    if (this.#isLost(lostRequest)) throw cutOff();
    if (this.random.happens(late)) {
      // Whether it succeeds, nobody hears.
      void delay(this.random.below(LATEST_MS))
        .then(() => carryOut(this.database, this.random, commits))
        .catch(() => undefined);
      throw cutOff();
    }
    const isHalf = this.random.happens(half);
    const arrived = isHalf ? commits.slice(0, this.random.below(commits.length)) : commits;
    await carryOut(this.database, this.random, arrived);
    await this.#way();
    if (isHalf || this.#isLost(lostAnswer)) throw cutOff();
  }

  commitsAfter(boundary: Position, limit: number): Promise<CommitPage> {
    const upTo = boundary + limit;
    return this.request(() => {
      const commits = [...this.database.between(boundary, upTo)];
      return { commits, more: (commits.at(-1)?.lastPosition ?? 0) >= upTo };
    });
  }

  commitsById(ids: readonly string[]): Promise<readonly { readonly commit: Commit }[]> {
    return this.request(() =>
      ids.flatMap((id) => {
        const commit = this.database.byId(id);
        return commit ? [{ commit }] : [];
      }),
    );
  }

  headerAt(position: Position): Promise<CommitHeader | undefined> {
    return this.request(() => {
      const last = this.database.between(0, position).at(-1);
      return last && last.lastPosition >= position ? last : undefined;
    });
  }

  lastHeaderAfter(boundary: Position): Promise<CommitHeader | undefined> {
    return this.request(() => this.database.held.at(-1)).then((last) =>
      last && last.position > boundary ? last : undefined,
    );
  }

  async *scan(
    query: Query,
    range: Range,
    direction: 'forwards' | 'backwards',
  ): AsyncGenerator<readonly Commit[]> {
    const isForwards = direction === 'forwards';
    let rest = range;
    for (;;) {
      // Each answer shows the database as it is by then.
      const found = await this.request(() => this.#within(query, rest));
      const page = isForwards ? found.slice(0, PAGE) : found.toReversed().slice(0, PAGE);
      yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      rest = isForwards
        ? { ...rest, after: last.lastPosition }
        : { ...rest, upTo: toPosition(last.position - 1) };
    }
  }

  positionMatching(query: Query, range: Range, except: readonly string[]): Promise<Position | undefined> {
    return this.request(() => {
      const found = this.#within(query, range).find(({ id }) => !except.includes(id));
      return found && firstMeant(found.events, query, range)?.position;
    });
  }

  async audit(): Promise<never> {
    throw new Error('Nobody verifies a log in the middle of a history.');
  }

  async strays(): Promise<readonly []> {
    return [];
  }

  provePrimary(): Promise<void> {
    return this.request(() => undefined);
  }

  /** Every read shows all that a majority holds. */
  causalToken(): string {
    return '';
  }

  advanceTo(): void {
    // Nothing to wait for.
  }

  serverTime(): Promise<Date> {
    return this.request(() => new Date(EPOCH + performance.now() + this.clockAheadMs));
  }

  #within(query: Query, range: Range): Commit[] {
    const { items } = query;
    const tags = items.map((item) => item.tags?.[0]);
    const candidates =
      items.length > 0 && tags.every((tag) => tag !== undefined)
        ? [...new Set(tags.flatMap((tag) => this.database.tagged(tag)))]
        : this.database.held;
    return candidates
      .filter(
        ({ events, position, lastPosition }) =>
          lastPosition > range.after &&
          position <= range.upTo &&
          firstMeant(events, query, range) !== undefined,
      )
      .toSorted((one, other) => one.position - other.position);
  }

  /** Any exchange that writes nothing to the log. */
  async request<Result>(look: () => Result): Promise<Result> {
    await this.#way();
    const result = look();
    await this.#way();
    if (this.#isLost(this.weather().failedRead)) {
      throw new EventStoreError('store-unavailable', 'The database did not serve a read.', {});
    }
    return result;
  }

  #isLost(probability: number): boolean {
    return this.#cut || this.random.happens(probability);
  }

  #way(): Promise<void> {
    const isSlow = this.random.happens(this.weather().slow);
    return delay(this.random.below(isSlow ? SLOWEST_MS : MOST_WAY_MS));
  }
}
