/** A process that writes to the log and takes turns with others. */
export interface WriterAtWork {
  readonly id: string;
  /** When it said so last, by the database's clock. */
  readonly seenAt: Date;
  /** Milliseconds that its inserts take of late. */
  readonly insertMs: number;
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
