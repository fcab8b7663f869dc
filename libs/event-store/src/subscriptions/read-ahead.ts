import type { Commit, Position } from '../contract';
import type { EventLog } from '../log';

type Page = Promise<readonly Commit[]>;

/** Reads a page of the log while the one before it is being worked on. */
export class ReadAhead {
  #page: Page | undefined;

  constructor(private readonly log: Pick<EventLog, 'commitsAfter'>) {}

  /** Begins to read the page after a boundary, the next to be taken. */
  begin(after: Position, limit: number): void {
    this.#page = this.log.commitsAfter(after, limit);
    // Whoever takes it is told; nobody may, when the work on the page before it ends everything.
    this.#page.catch(() => undefined);
  }

  /** The page that was begun, else the commits after a boundary; see `EventLog.commitsAfter`. */
  take(after: Position, limit: number): Page {
    const page = this.#page ?? this.log.commitsAfter(after, limit);
    this.#page = undefined;
    return page;
  }
}
