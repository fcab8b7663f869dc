/** Where a writer takes the appends of others. */
export interface WriterAddress {
  readonly host: string;
  readonly port: number;
}

/** What a writer says of itself, again and again, while several write. */
export interface Heartbeat {
  /** A UUIDv7: in the order of ids the eldest writer comes first. */
  readonly id: string;
  /** When it was sent, by the database's clock. */
  readonly seenAt: Date;
  /** Milliseconds that the writer's inserts take of late. */
  readonly insertMs: number;
  /** Present when the writer can append for others, and lets another append for it. */
  readonly address?: WriterAddress;
}

/** Where the writers of a log find each other. A heartbeat that is late or lost costs time, never an event. */
export interface WriterRegistry {
  /** Records a heartbeat, if one is given, and tells those sent since a time. */
  heartbeats(since: Date, own: Heartbeat | undefined): Promise<readonly Heartbeat[]>;
  /** Forgets a writer. */
  leave(id: string): Promise<void>;
}
