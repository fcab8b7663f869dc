import {
  type Appended,
  type Commit,
  isEventStoreError,
  type Position,
  type Query,
  START,
} from '../../contract';
import { digestOfCommit, type PreparedCommit } from '../chain';

type State =
  | { readonly name: 'waiting' }
  | { readonly name: 'stored'; readonly commit: Commit }
  /** `unknown`: it may come to be stored all the same. */
  | { readonly name: 'settled'; readonly unknown: boolean };

/** What a decision needs to know of a commit that it counted on. */
export interface Dependency {
  readonly prepared: Pick<PreparedCommit, 'id'>;
  /** Whether it may still be stored by this very try. */
  readonly waiting: boolean;
  /** Whether nobody knows what has become of it. */
  readonly unknown: boolean;
  readonly stored: Pick<Commit, 'position'> | undefined;
}

/** An append on its way: waiting or sent, stored by this very try, or settled in another way. */
export class PendingCommit implements Dependency {
  readonly #settled = Promise.withResolvers<Appended>();
  #state: State = { name: 'waiting' };
  #dependsOn: readonly Dependency[];
  /** The head when it was handed over: what was stored before that is an earlier request's. */
  #handedOverAt: Position | undefined;
  #staysHere = false;
  /** Matches up to here have been judged or are known to the caller. */
  after: Position;

  /**
   * @param dependsOn pending commits that the decision counted on, in the order in which it folded them: it stands only
   *   if exactly these are stored, in this order, and nothing else matches
   * @param onSettled called once, when it does not wait any more
   */
  constructor(
    readonly prepared: PreparedCommit,
    dependsOn: readonly Dependency[],
    readonly since: number,
    private readonly onSettled: (pending: PendingCommit) => void,
  ) {
    this.#dependsOn = dependsOn;
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

  get dependsOn(): readonly Dependency[] {
    return this.#dependsOn;
  }

  get waiting(): boolean {
    return this.#state.name === 'waiting';
  }

  get unknown(): boolean {
    return this.#state.name === 'settled' && this.#state.unknown;
  }

  /** Whether another process has had it, and may have stored it or may store it yet. */
  get handedOver(): boolean {
    return this.#handedOverAt !== undefined;
  }

  /** Whether it may have been stored before this process sends it: under its caller's id, or by another process. */
  get mayBeStored(): boolean {
    return this.prepared.keyed || this.handedOver;
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

  /** Whether another process may be asked to append it: one that has had it is for this process to settle. */
  get mayBeHandedOver(): boolean {
    return !this.handedOver && !this.#staysHere;
  }

  /** Lets it be handed over to nobody: it came from another process. */
  keepHere(): void {
    this.#staysHere = true;
  }

  /** Takes in that another process has it now, too. @param head the one that this process knows */
  handOver(head: Position): void {
    this.#handedOverAt = head;
  }

  /** Whether a commit found under its id is this very one, stored by the process that it was handed over to. */
  isStoredAs(commit: Commit): boolean {
    const after = this.#handedOverAt;
    return after !== undefined && commit.position > after && digestOfCommit(commit) === this.prepared.digest;
  }

  repeat(commit: Commit): void {
    this.#leave({ name: 'settled', unknown: false });
    this.#settled.resolve({ commit, duplicate: true });
  }

  fail(error: Error): void {
    this.#leave({ name: 'settled', unknown: isEventStoreError(error, 'outcome-unknown') });
    this.#settled.reject(error);
  }

  #leave(state: State): void {
    this.#state = state;
    // Each depends on those before it: kept, they would chain every commit of a busy entity in memory.
    this.#dependsOn = [];
    this.onSettled(this);
  }
}
