import { ANY_TYPES, declareEventTypes, type EventTypes } from './versioning';
import {
  assertWhole,
  type Appended,
  type AppendRequest,
  type Commit,
  type ConfirmOptions,
  type EventData,
  EVERYTHING,
  type Position,
  type Query,
  type RecordedEvent,
} from '../contract';
import { Coordination, type CoordinationOptions, type Dependency, ServerClock, Writer } from './writing';
import { MicroBatcher } from '../async';
import { prepareCommit } from './chain';
import { inSpan, withTraceContext } from '../diagnostics';
import { type EventLogOptions, logOptions, widestLimits } from './log-options';
import { observedAppend } from './observed-append';
import { Patience } from './patience';
import type { Audited, CommitStorage, Range } from './storage';
import {
  assertHolds,
  boundaryOf,
  commitOf,
  idOf,
  type MatchingCommit,
  matchingCommits,
  positionAt,
  type ReadOptions,
  readPages,
  SelectivePages,
  type SeenEnd,
  Tail,
  Window,
} from './reading';

/** Commits that are looked up by one read. */
const MOST_IDS = 100;

/**
 * The log: commits in one gap-free total order. A writer that inserts at a position knows every commit before it; from
 * this follow exact conditions, readers that never miss, and reads that are snapshots.
 *
 * What is read here is as it was stored; the store above shows it in today's shape.
 */
export class EventLog {
  /** The types of events that this process knows. */
  readonly types: EventTypes;
  readonly tail: Tail;
  readonly writer: Writer;
  readonly #clock: ServerClock;
  readonly #byId: MicroBatcher<string, Audited | undefined>;

  private constructor(
    readonly storage: CommitStorage,
    private readonly options: EventLogOptions,
  ) {
    this.types = options.eventTypes ? declareEventTypes(options.eventTypes) : ANY_TYPES;
    this.#clock = new ServerClock(() => storage.serverTime(), options.maxClockAheadMs);
    this.#byId = new MicroBatcher(MOST_IDS, async (ids) => {
      const stored = new Map((await storage.commitsById(ids)).map((one) => [idOf(one), one]));
      return ids.map((id) => stored.get(id));
    });
    const window = new Window(options.windowEvents, options.windowBytes);
    this.tail = new Tail(storage, window, options.patienceMs, options.confirm);
    this.writer = new Writer(storage, this.tail, this.#clock, options);
  }

  /**
   * Opens a log over a storage and learns where it ends.
   * @param coordination how its writers get along; absent: each inserts whenever it likes
   * @throws EventStoreError `invalid-event-type`, `invalid-options`
   */
  static async open(
    storage: CommitStorage,
    options: Partial<EventLogOptions> = {},
    coordination?: CoordinationOptions,
  ): Promise<EventLog> {
    const log = new EventLog(storage, logOptions(options));
    await log.#clock.synchronise();
    await log.tail.open();
    if (coordination) {
      const limits = widestLimits(log.options.limits);
      const context = { appender: log.writer, tail: log.tail, storage, clock: log.#clock, limits };
      log.writer.coordinate(await Coordination.open(coordination, context));
    }
    return log;
  }

  /**
   * Appends events as one atomic commit.
   * @param patience until its end the caller has an answer, whatever the database does
   * @throws EventStoreError `append-condition-failed`, `commit-id-reused`, `invalid-append`, `position-beyond-head`,
   *   `store-refused`, `store-unavailable`: nothing was written; `outcome-unknown`
   */
  async append(
    request: AppendRequest,
    dependsOn: readonly Dependency[] = [],
    patience = this.patience(),
  ): Promise<Appended> {
    return inSpan(
      () => ({ name: 'append', facts: {} }),
      async (span) => {
        const prepared = prepareCommit(withTraceContext(request), this.options.limits);
        prepared.events.forEach((event, index) => this.types.check(event, `events[${index}]`));
        return observedAppend(prepared, this.writer.append(prepared, dependsOn, 'own', patience), span);
      },
    );
  }

  /**
   * Appends events of the store's own types.
   * @throws EventStoreError `store-refused`, `store-unavailable`: nothing was written; `outcome-unknown`
   */
  record(events: readonly EventData[]): Promise<Appended> {
    return this.writer.append(prepareCommit({ events }, this.options.limits));
  }

  /** The head of the log: everything acknowledged to anyone before the call is at or before it. */
  head({ confirm }: ConfirmOptions = {}): Promise<Position> {
    return this.tail.confirmedHead(confirm);
  }

  /** The events that match a query, as of the head when the read begins, in order of position. */
  async *read(query?: Query, options?: ReadOptions): AsyncGenerator<RecordedEvent> {
    for await (const events of this.pages(query, options)) {
      for (const event of events) yield event;
    }
  }

  /** The same, some at a time. See `readPages`. */
  pages(query: Query = EVERYTHING, options: ReadOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    return readPages(this.storage, this.tail, query, options);
  }

  /** The commits that hold events in a range that match a query, with these, in order. */
  matching(query: Query, range: Range): AsyncGenerator<MatchingCommit> {
    return matchingCommits(this.storage, query, range);
  }

  /** The commits after a commit boundary, page by page, for a reader that is asked about some of the events. */
  about(query: Query): SelectivePages {
    return new SelectivePages(this.storage, this.tail, query);
  }

  /**
   * The commit stored under an id, read no older than anything this process knows.
   * @throws EventStoreError `log-corrupt` when what lies there is no part of the log
   */
  async commitById(id: string): Promise<Commit | undefined> {
    const look = async () => commitOf(await this.#byId.add(id), this.tail);
    return this.tail.window.commit(id) ?? this.patience().waitFor(look(), 'a look for a commit');
  }

  /**
   * The commit boundary at or after a position: positions from outside may lie inside a commit.
   * @throws EventStoreError `position-beyond-head`, after a fresh look
   */
  boundaryOf(position: Position): Promise<Position> {
    return this.patience().waitFor(boundaryOf(this.storage, this.tail, position), 'a look for a position');
  }

  /**
   * Tells a position that somebody may have seen from one that this log has not given out yet.
   * @throws EventStoreError `invalid-options`; `position-beyond-head`, after a fresh look; `store-unavailable`
   */
  async assertReached(position: Position): Promise<void> {
    assertWhole('position', position);
    await this.tail.assertReached(position);
  }

  /** See `assertHolds`. */
  assertHolds(seen: SeenEnd, seenBy: string, remedy: string): Promise<void> {
    return this.patience().waitFor(assertHolds(this.storage, seen, seenBy, remedy), 'a look for a position');
  }

  /** The last position recorded at or before a time; 0 when the log began later. */
  positionAt(time: Date): Promise<Position> {
    return this.patience().waitFor(positionAt(this.storage, this.tail, time), 'a look for a time');
  }

  /** That of a caller who calls now. */
  patience(ms = this.options.patienceMs): Patience {
    return new Patience(ms);
  }

  /** The database's time now, as far as it is credible. See `EventLogOptions.maxClockAheadMs`. */
  now(): Date {
    return this.#clock.credible();
  }

  /** Milliseconds by which the database's clock is ahead of this process's own; negative: behind. */
  get clockAheadMs(): number {
    return this.#clock.aheadMs;
  }

  /** Takes no more appends and waits for those on their way, for two seconds at most. */
  close(): Promise<void> {
    return this.writer.close();
  }
}
