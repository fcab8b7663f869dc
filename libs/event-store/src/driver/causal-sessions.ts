import { BSON, type ClientSession, type ClusterTime, type MongoClient, Timestamp } from 'mongodb';
import { withOperationTimeout } from './with-operation-timeout';

/** Times of the database, as a session has seen them. */
interface Seen {
  readonly operationTime?: Timestamp | undefined;
  readonly clusterTime?: ClusterTime | undefined;
}

/**
 * The operation time of everything this process has read or written. Every session starts advanced to it, so that no
 * read is older than what is known already, on whichever member it lands.
 * @see https://www.mongodb.com/docs/manual/core/read-isolation-consistency-recency/ causal consistency
 */
export class CausalSessions {
  #operationTime: Timestamp | undefined;
  #clusterTime: ClusterTime | undefined;

  constructor(private readonly client: MongoClient) {}

  /**
   * Runs work in a causally consistent session that sees everything known so far, and remembers what it saw.
   * @throws EventStoreError see `withOperationTimeout`
   */
  session<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    return withOperationTimeout(this.#session(work));
  }

  async #session<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = this.begin();
    try {
      return await work(session);
    } finally {
      await this.end(session);
    }
  }

  /**
   * The same in a session that is kept.
   * @throws EventStoreError see `withOperationTimeout`
   */
  keptSession<Result>(
    session: ClientSession,
    work: (session: ClientSession) => Promise<Result>,
  ): Promise<Result> {
    this.advance(session);
    return withOperationTimeout(work(session).finally(() => this.remember(session)));
  }

  /** A causally consistent session that sees everything known so far; hand it to `end`. */
  begin(): ClientSession {
    return this.advance(this.beginAnew());
  }

  /** A session that may see less: a linearizable read is never told what to see. Hand it to `end`. */
  beginAnew(): ClientSession {
    return this.client.startSession({ causalConsistency: true });
  }

  /** Remembers what a session saw, and ends it. */
  async end(session: ClientSession): Promise<void> {
    this.remember(session);
    await session.endSession();
  }

  /** Lets a session see everything known so far. */
  advance(session: ClientSession): ClientSession {
    if (this.#clusterTime) session.advanceClusterTime(this.#clusterTime);
    if (this.#operationTime) session.advanceOperationTime(this.#operationTime);
    return session;
  }

  /** Remembers what a session saw. */
  remember(session: ClientSession): ClientSession {
    this.#know(session);
    return session;
  }

  /** What is known, as text for another process. */
  token(): string {
    const known = { operationTime: this.#operationTime, clusterTime: this.#clusterTime };
    return Buffer.from(BSON.serialize(known, { ignoreUndefined: true })).toString('base64');
  }

  /** Takes in what another process knows. @throws Error when it is no token of such a one */
  advanceTo(token: string): void {
    const seen = BSON.deserialize(Buffer.from(token, 'base64'));
    if (!isSeen(seen)) throw new Error('This is no time of a database.');
    this.#know(seen);
  }

  #know({ operationTime, clusterTime }: Seen): void {
    if (operationTime && (!this.#operationTime || operationTime.greaterThan(this.#operationTime))) {
      this.#operationTime = operationTime;
    }
    if (
      clusterTime &&
      (!this.#clusterTime || clusterTime.clusterTime.greaterThan(this.#clusterTime.clusterTime))
    ) {
      this.#clusterTime = clusterTime;
    }
  }
}

/** Whether what came from another process is a time of a database: once taken in, it goes into every request. */
const isSeen = ({ operationTime, clusterTime }: Readonly<Record<string, unknown>>): boolean =>
  (operationTime === undefined || operationTime instanceof Timestamp) &&
  (clusterTime === undefined || isClusterTime(clusterTime));

const isClusterTime = (value: unknown): value is ClusterTime =>
  typeof value === 'object' &&
  value !== null &&
  'clusterTime' in value &&
  value.clusterTime instanceof Timestamp;
