import {
  type Appended,
  type Commit,
  isEventStoreError,
  type Position,
  type Query,
  START,
} from '../../contract';
import { deferred } from '../../async';
import type { PreparedCommit } from '../chain';
import type { Patience } from '../patience';
import { Forwarding, type Origin } from './forwarding';

type State =
  | { readonly name: 'waiting' }
  | { readonly name: 'stored'; readonly commit: Commit }
  /** `unknown`: it may come to be stored all the same. */
  | { readonly name: 'settled'; readonly unknown: boolean };

/** A commit that was on its way when a decision was made, as far as that decision depends on it. */
export interface Dependency {
  readonly id: string;
  /** Whether it may still be stored by this very try. */
  readonly waiting: boolean;
  /** Whether nobody knows what has become of it. */
  readonly unknown: boolean;
  readonly stored: Pick<Commit, 'position'> | undefined;
}

/** An append on its way: waiting or sent, stored by this very try, or settled in another way. */
export class PendingCommit implements Dependency {
  readonly forwarding: Forwarding;
  readonly #settled = deferred<Appended>();
  #state: State = { name: 'waiting' };
  #dependsOn: readonly Dependency[];
  /** Matches up to here have been judged or are known to the caller. */
  after: Position;

  /**
   * @param dependsOn the pending commits that the decision folded, in that order: it stands only if exactly these are
   *   stored, in this order, and nothing else matches
   * @param patience at its end it is settled by what is known then
   * @param onSettled called once, when it does not wait any more
   */
  constructor(
    readonly prepared: PreparedCommit,
    dependsOn: readonly Dependency[],
    origin: Origin,
    readonly patience: Patience,
    private readonly onSettled: (pending: PendingCommit) => void,
  ) {
    this.#dependsOn = dependsOn;
    this.forwarding = new Forwarding(prepared.digest, origin);
    this.after = prepared.condition?.after ?? START;
    // A caller may learn of the failure through another promise; this one must not end the process.
    this.#settled.promise.catch(() => undefined);
  }

  get id(): string {
    return this.prepared.id;
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

  /** Whether it may have been stored before this process sends it: under its caller's id, or by another writer. */
  get mayBeStored(): boolean {
    return this.prepared.keyed || this.forwarding.done;
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
    this.#leave({ name: 'settled', unknown: false });
    this.#settled.resolve({ commit, duplicate: true });
  }

  fail(error: Error): void {
    const unknown = isEventStoreError(error, 'outcome-unknown') || isEventStoreError(error, 'log-corrupt');
    this.#leave({ name: 'settled', unknown });
    this.#settled.reject(error);
  }

  #leave(state: State): void {
    // Whoever has waited long enough was told so; what comes to be known later is in the log.
    if (!this.waiting) return;
    this.#state = state;
    // Each depends on those before it: kept, they would chain every commit of a busy entity in memory.
    this.#dependsOn = [];
    this.onSettled(this);
  }
}
