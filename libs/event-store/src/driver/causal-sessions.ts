import { BSON, type ClientSession, type ClusterTime, type MongoClient, type Timestamp } from 'mongodb';
import { answered } from './answered';

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
   * @throws see `answered`
   */
  session<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    return answered(this.#session(work));
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
   * @throws see `answered`
   */
  within<Result>(session: ClientSession, work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    this.tell(session);
    return answered(work(session).finally(() => this.remember(session)));
  }

  /** A causally consistent session that sees everything known so far; hand it to `end`. */
  begin(): ClientSession {
    const session = this.client.startSession({ causalConsistency: true });
    return this.tell(session);
  }

  /** Remembers what a session saw, and ends it. */
  async end(session: ClientSession): Promise<void> {
    this.remember(session);
    await session.endSession();
  }

  /** Lets a session see everything known so far. */
  tell(session: ClientSession): ClientSession {
    if (this.#clusterTime) session.advanceClusterTime(this.#clusterTime);
    if (this.#operationTime) session.advanceOperationTime(this.#operationTime);
    return session;
  }

  /** What is known, in words that another process understands. */
  get horizon(): string {
    const known = { operationTime: this.#operationTime, clusterTime: this.#clusterTime };
    return Buffer.from(BSON.serialize(known, { ignoreUndefined: true })).toString('base64');
  }

  /** Takes in what another process knows. */
  reach(horizon: string): void {
    this.#know(BSON.deserialize(Buffer.from(horizon, 'base64')));
  }

  /** Takes in what a session saw. */
  remember(session: ClientSession): ClientSession {
    this.#know(session);
    return session;
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
