import type { Collection, Db, Filter, FindCursor, FindOptions } from 'mongodb';
import { ReadAhead, withTimeout } from '../../async';
import { storeUnavailable } from '../../contract';
import {
  type CausalSessions,
  DECISIVE,
  firstReply,
  isPassing,
  readDocument,
  type Reply,
  type SessionPool,
  translateDriverError,
} from '../../driver';
import type { StoredCommit } from './commit-form';
import { SETTINGS } from './log-settings';

/** Documents in one answer: one more than a usual page has, so that its first answer is its last. */
const BATCH = 1_001;
const PAGE = 100;
/** There whenever the log is, also while it is empty. */
const SETTINGS_DOCUMENT = { find: SETTINGS.collection, filter: { _id: SETTINGS._id } };

type Options = Pick<FindOptions, 'sort' | 'limit' | 'projection' | 'batchSize'>;

/**
 * Reads the documents of a log's commits, each answer of the database within a limited time. An answer has at most
 * 16 MiB, so what is read by answers takes no more memory than one, or than two where the next is read ahead, and no read
 * times out for being long.
 */
export class StoredCommits {
  readonly #commits: Collection<StoredCommit>;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly sessions: SessionPool,
    /** Milliseconds that one exchange with the database may take. */
    private readonly patienceMs: number,
    private readonly collection: string,
  ) {
    this.#commits = db.collection(collection);
  }

  /** What one answer holds. @throws EventStoreError `store-unavailable`, `store-refused` */
  async reply<Stored = StoredCommit>(
    filter: Filter<StoredCommit>,
    options: Options = {},
  ): Promise<Reply<Stored>> {
    return this.#twiceInTime((signal) => this.#reply<Stored>(filter, options, signal));
  }

  /** See `CommitStorage.provePrimary`. @throws EventStoreError `store-unavailable`, `store-refused` */
  async provePrimary(known: number): Promise<void> {
    const of = known > 0 ? { find: this.collection, filter: { position: known } } : SETTINGS_DOCUMENT;
    // No longer than this caller waits: without a majority it is never answered.
    const find = { ...of, projection: { _id: 1 }, limit: 1, maxTimeMS: this.patienceMs };
    await this.#twiceInTime(async (signal) => {
      const session = this.causality.beginAnew();
      try {
        await firstReply(this.db, { ...find, readConcern: { level: 'linearizable' } }, { session, signal });
      } finally {
        await this.causality.end(session);
      }
    });
  }

  /**
   * Everything that matches, some at a time, in one order of position.
   * @param signal aborted: the exchange under way ends, and with it its connection, by which the database knows
   * @throws what the driver throws; the signal's reason
   */
  async *cursor(
    filter: Filter<StoredCommit>,
    order: 1 | -1,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly StoredCommit[]> {
    signal?.throwIfAborted();
    const session = this.sessions.take();
    const ended = new AbortController();
    const end = () => ended.abort(signal?.reason);
    signal?.addEventListener('abort', end, { once: true });
    const cursor = this.#commits
      .find(filter, { ...DECISIVE, session, batchSize: BATCH, signal: ended.signal, raw: true })
      .sort({ position: order });
    const answers = new ReadAhead(() => this.inTime(() => answerOf(cursor), ended));
    try {
      for (;;) {
        ended.signal.throwIfAborted();
        const answer = await answers.take();
        if (answer.length === 0) return;
        for (let at = 0; at < answer.length; at += PAGE) {
          // Whoever comes for a second page will come for the rest: the database works on it meanwhile.
          if (at === PAGE) answers.begin();
          // Read a few at a time: what a thousand leave behind outlives young garbage.
          yield answer.slice(at, at + PAGE).map((bytes) => readDocument(bytes) as StoredCommit);
        }
      }
    } catch (error) {
      ended.abort();
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      await answers.settled();
      await cursor.close();
      if (ended.signal.aborted) await this.causality.end(session);
      else this.sessions.giveBack(session);
    }
  }

  /**
   * Waits for an exchange for a limited time, and aborts it after that, and with it its connection: on one that is
   * black-holed, or (driver 7.8) closes while the request is being written, a read would wait for ever.
   * @throws EventStoreError `store-unavailable`
   */
  inTime<Result>(
    exchange: (controller: AbortController) => Promise<Result>,
    controller = new AbortController(),
  ): Promise<Result> {
    return withTimeout(this.patienceMs, exchange(controller), () => {
      const error = storeUnavailable('a read', new Error(`No answer within ${this.patienceMs} ms.`));
      controller.abort(error);
      return error;
    });
  }

  async #twiceInTime<Result>(exchange: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    try {
      return await this.inTime(({ signal }) =>
        exchange(signal).catch((error: unknown) => {
          // The driver tries its own reads again, and a plain command never.
          if (isPassing(error)) return exchange(signal);
          throw error;
        }),
      );
    } catch (error) {
      throw translateDriverError(error, 'a read');
    }
  }

  #reply<Stored>(
    filter: Filter<StoredCommit>,
    options: Options,
    signal: AbortSignal,
  ): Promise<Reply<Stored>> {
    // Made anew each time: the driver writes the session's operation time into it.
    const readConcern = { ...DECISIVE.readConcern };
    const find = { find: this.collection, filter, batchSize: BATCH, ...options, readConcern };
    return this.sessions.use((session) => firstReply<Stored>(this.db, find, { session, signal }));
  }
}

/** What a cursor of raw documents holds of its next answer; nothing at its end. */
const answerOf = async (cursor: FindCursor<unknown>): Promise<readonly Buffer[]> => {
  const first = await cursor.next();
  return first === null ? [] : ([first, ...cursor.readBufferedDocuments()] as Buffer[]);
};
