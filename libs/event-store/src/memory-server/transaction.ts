import type { Doc } from './documents';

/** What a transaction writes to one collection, by the documents' keys; `undefined` removes. */
type Writes = Map<string, Doc | undefined>;

/** A transaction: what it sees, what it has written so far, and what nobody else may write meanwhile. */
export class Transaction {
  readonly writes = new Map<string, Writes>();
  readonly locks = new Set<string>();
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;

  /** @param startedAt the time of the server that it sees */
  constructor(readonly startedAt: number) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** What it writes to a collection. */
  writesTo(collection: string): Writes {
    const writes = this.writes.get(collection) ?? new Map<string, Doc | undefined>();
    this.writes.set(collection, writes);
    return writes;
  }

  /** Lets those go on that wait for it. */
  end(): void {
    this.#end();
  }
}
