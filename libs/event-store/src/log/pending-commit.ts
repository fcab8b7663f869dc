import type { Appended } from './append';
import type { Commit } from './event';
import { START, type Position } from './position';
import type { PreparedCommit } from './prepared-commit';
import type { Query } from './query';

type State =
  | { readonly name: 'waiting' }
  | { readonly name: 'stored'; readonly commit: Commit }
  | { readonly name: 'settled' };

/** An append on its way: waiting or sent, stored by this very try, or settled in another way. */
export class PendingCommit {
  readonly #settled = Promise.withResolvers<Appended>();
  #state: State = { name: 'waiting' };
  #assumes: readonly PendingCommit[];
  /** Matches up to here have been judged or are known to the caller. */
  after: Position;

  /**
   * @param assumes pending commits that the decision counted on, in the order in which it folded them: it stands only
   *   if exactly these are stored, in this order, and nothing else matches
   * @param onSettled called once, when it does not wait any more
   */
  constructor(
    readonly prepared: PreparedCommit,
    assumes: readonly PendingCommit[],
    readonly since: number,
    private readonly onSettled: (pending: PendingCommit) => void,
  ) {
    this.#assumes = assumes;
    this.after = prepared.condition?.after ?? START;
    // A caller may learn of the failure through another promise; this one must not end the process.
    this.#settled.promise.catch(() => undefined);
  }

  get outcome(): Promise<Appended> {
    return this.#settled.promise;
  }

  get condition(): Query | undefined {
    return this.prepared.condition?.failIfEventsMatch;
  }

  get assumes(): readonly PendingCommit[] {
    return this.#assumes;
  }

  get waiting(): boolean {
    return this.#state.name === 'waiting';
  }

  /** The commit, once it is stored by this very try; a duplicate of an older one does not count. */
  get stored(): Commit | undefined {
    return this.#state.name === 'stored' ? this.#state.commit : undefined;
  }

  /** Takes in that it is stored; whoever waits for it hears of that by `tell`. */
  store(commit: Commit): void {
    this.#leave({ name: 'stored', commit });
  }

  /** Tells whoever waits for it that it is stored. */
  tell(): void {
    if (this.stored) this.#settled.resolve({ commit: this.stored, duplicate: false });
  }

  repeat(commit: Commit): void {
    this.#leave({ name: 'settled' });
    this.#settled.resolve({ commit, duplicate: true });
  }

  fail(error: Error): void {
    this.#leave({ name: 'settled' });
    this.#settled.reject(error);
  }

  #leave(state: State): void {
    this.#state = state;
    // Each assumes those before it: kept, they would chain every commit of a busy entity in memory.
    this.#assumes = [];
    this.onSettled(this);
  }
}
