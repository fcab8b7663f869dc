/** Where a writer takes the appends of others. */
export interface WriterAddress {
  readonly host: string;
  readonly port: number;
}

/** A process that writes to the log while others do. */
export interface WriterAtWork {
  /** Of a writer that is older than another it sorts before that one's. */
  readonly id: string;
  /** When it said so last, by the database's clock. */
  readonly seenAt: Date;
  /** Milliseconds that its inserts take of late. */
  readonly insertMs: number;
  /** Present when it can append for others, and lets another append for it. */
  readonly address?: WriterAddress;
}

/** Where the writers of a log find each other. What it says is advice: nothing is lost when it is late or wrong. */
export interface WriterRoster {
  /**
   * Who has been at work since a time.
   * @param me says that this writer is
   */
  meet(since: Date, me: WriterAtWork | undefined): Promise<readonly WriterAtWork[]>;
  /** Takes a writer off. */
  leave(id: string): Promise<void>;
}
