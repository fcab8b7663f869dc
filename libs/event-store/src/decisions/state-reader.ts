import { LRUCache } from 'lru-cache';
import { type Abortable, type Position, type RecordedEvent, START, toPosition } from '../contract';
import { tell } from '../diagnostics';
import type { EventLog, Range } from '../log';
import type { DecisionModel, SnapshotStorage } from '../models';
import { type Folded, Folding } from './folding';
import { type KeptState, type StateAt, unread } from './kept-state';
import { later, PastStates } from './past-states';
import { Snapshots } from './snapshots';

interface Advancing extends Abortable {
  readonly proven?: Promise<boolean>;
}

/** Folds the states of decision models, and keeps the least recently used ones up to date from the log's tail. */
export class StateReader {
  readonly #cache: LRUCache<string, KeptState<unknown>>;
  readonly #past = new PastStates();
  readonly #snapshots: Snapshots;

  /** @param maxStates how many states are kept in memory */
  constructor(
    private readonly log: EventLog,
    maxStates: number,
    snapshots?: SnapshotStorage,
  ) {
    this.#cache = new LRUCache({ max: maxStates });
    this.#snapshots = new Snapshots(log, snapshots);
  }

  /**
   * The state as of a position; as of the head that this process knows it costs no read when it is kept. One before it
   * goes on from the nearest that is kept below it, in memory or as a snapshot.
   */
  stateAt<State>(
    model: DecisionModel<State>,
    position: Position,
    signal?: AbortSignal,
  ): Promise<StateAt<State>>;
  stateAt(
    model: DecisionModel<unknown>,
    position: Position,
    signal?: AbortSignal,
  ): Promise<StateAt<unknown>> {
    return this.#read(model, position, signal);
  }

  /** Reads the state as of the head that this process knows. */
  async load(model: DecisionModel<unknown>): Promise<KeptState<unknown>> {
    return (await this.#read(model, this.log.tail.head)).kept;
  }

  /**
   * The state as of the head that this process knows, if it can be had in this turn, without a read.
   * @param loaded an earlier state of the model, for when none is kept
   */
  now(model: DecisionModel<unknown>, loaded?: KeptState<unknown>): KeptState<unknown> | undefined {
    const { window, head } = this.log.tail;
    const base = this.#cache.get(model.key) ?? loaded;
    if (!base || !window.covers(base.position)) return undefined;
    const { kept } = this.#foldWindow(model, base, head);
    this.#keep(model, kept);
    tell('state', () => ({ from: 'memory' }));
    return kept;
  }

  /**
   * Folds what a model's query matches between a kept state and a later position.
   * @param how whether that state is good, where it is not known yet; until when the result is needed
   */
  async advance<State>(
    model: DecisionModel<State>,
    base: KeptState<State>,
    position: Position,
    { proven, signal }: Advancing = {},
  ): Promise<Folded<State>> {
    if (this.#isInWindow(base.position, position)) return this.#foldWindow(model, base, position, proven);
    const isBoundary = position === this.log.tail.head;
    const folding = new Folding(model, base, this.#snapshots, proven);
    const range = {
      after: base.position,
      upTo: position,
      fromBoundary: true,
      ...densityOf(base),
      ...(signal && { signal }),
    };
    for await (const { commit, events } of this.log.matching(model.query, range)) {
      folding.add(events, commit, position);
    }
    return folding.end(position, isBoundary);
  }

  async #read(
    model: DecisionModel<unknown>,
    position: Position,
    signal?: AbortSignal,
  ): Promise<Folded<unknown>> {
    signal?.throwIfAborted();
    const until = signal && { signal };
    // Told before the read: what lies beyond the head may not be there yet, though the head passes it meanwhile.
    const known = position <= this.log.tail.head;
    const inMemory = this.#inMemory(model, position);
    const isRead =
      inMemory?.position !== position && !this.#isInWindow(inMemory?.position ?? START, position);
    tell('state', () => ({ from: isRead ? 'database' : 'memory' }));
    if (inMemory?.position === position) return { ...inMemory, kept: inMemory };
    const folded =
      (await this.#fromSnapshot(model, inMemory, position, until)) ??
      (await this.advance(model, inMemory ?? unread(model), position, until));
    if (known) this.#keep(model, folded.kept);
    return folded;
  }

  /** The latest state at or before a position that is in memory. */
  #inMemory(model: DecisionModel<unknown>, position: Position): KeptState<unknown> | undefined {
    const newest = this.#cache.get(model.key);
    if (newest && newest.position <= position && this.#isNear(model, newest, position)) return newest;
    const past = this.#past.nearest(model.key, position);
    return newest && newest.position <= position ? later(newest, past) : past;
  }

  /** Goes on from a snapshot, where there is one that saves something. */
  async #fromSnapshot(
    model: DecisionModel<unknown>,
    inMemory: KeptState<unknown> | undefined,
    position: Position,
    until: Abortable | undefined,
  ): Promise<Folded<unknown> | undefined> {
    if (inMemory && this.#isNear(model, inMemory, position)) return undefined;
    const newest = this.#cache.peek(model.key);
    if (newest && newest.position > position && newest.events < this.#snapshots.spacing(model))
      return undefined;
    const after = inMemory?.position ?? START;
    if (newest && this.#before(model, newest, position) > after) {
      const folded = await this.#fromNear(model, newest, position, until);
      if (folded) return folded;
    }
    const found = await this.#snapshots.find(model, after, position);
    if (!found) return undefined;
    // What follows is read while it is proven.
    const folded = this.advance(model, found.kept, position, { ...until, proven: found.proven });
    folded.catch(() => undefined);
    return (await found.proven) ? folded : undefined;
  }

  /**
   * Goes on from a snapshot not far before a position, of a history of which a later state is known: most of what follows
   * it is read beside it.
   */
  async #fromNear(
    model: DecisionModel<unknown>,
    newest: KeptState<unknown>,
    position: Position,
    until: Abortable | undefined,
  ): Promise<Folded<unknown> | undefined> {
    const after = this.#before(model, newest, position);
    // Of a commit that reaches into it nothing is wanted: what a snapshot does not hold begins behind it.
    const range = { after, upTo: position, fromBoundary: true, ...densityOf(newest), ...until };
    const reading = gathered(this.log.matching(model.query, range));
    reading.catch(() => undefined);
    // Not from the first on: the embedded engine gathers all that are asked for before it takes the last.
    const further = this.#before(model, newest, after);
    const found = await this.#snapshots.find(
      model,
      further,
      position,
      async (at) => (await reading).find(({ commit }) => commit.lastPosition === at)?.commit,
    );
    if (!found || !(await found.proven)) return undefined;
    if (found.kept.position < after) return this.advance(model, found.kept, position, until);
    const folding = new Folding(model, found.kept, this.#snapshots);
    for (const { commit, events } of await reading) {
      if (commit.position > found.kept.position) folding.add(events, commit, position);
    }
    return folding.end(position, position === this.log.tail.head);
  }

  /** So far before a position that a snapshot lies between, mostly; at least `START`. */
  #before(
    model: DecisionModel<unknown>,
    { events, position: positions }: KeptState<unknown>,
    position: Position,
  ): Position {
    const spacing = (this.#snapshots.spacing(model) * positions) / Math.max(1, events);
    return toPosition(Math.max(START, position - Math.ceil(spacing)));
  }

  /** Whether what lies between a state and a position is in memory, or too little for a snapshot. */
  #isNear(
    model: DecisionModel<unknown>,
    { position: from }: KeptState<unknown>,
    position: Position,
  ): boolean {
    return position - from <= this.#snapshots.spacing(model) || this.#isInWindow(from, position);
  }

  #isInWindow(from: Position, position: Position): boolean {
    const { window } = this.log.tail;
    return window.covers(from) && position <= window.head;
  }

  #foldWindow<State>(
    model: DecisionModel<State>,
    base: KeptState<State>,
    position: Position,
    proven?: Promise<boolean>,
  ): Folded<State> {
    const { window } = this.log.tail;
    const folding = new Folding(model, base, this.#snapshots, proven);
    for (const events of byCommit(window.matching(model.query, base.position, position))) {
      const commit = events[0] && window.commit(events[0].commitId);
      if (commit) folding.add(events, commit, position);
    }
    return folding.end(position, position === window.head);
  }

  #keep(model: DecisionModel<unknown>, kept: KeptState<unknown>): void {
    const isNewest = kept.position >= (this.#cache.peek(model.key)?.position ?? START);
    if (isNewest) this.#cache.set(model.key, kept);
    else this.#past.keep(model.key, kept);
  }
}

/** How many of the positions up to a state are its events, where that is known. */
const densityOf = ({ events, position }: KeptState<unknown>): Pick<Range, 'density'> =>
  events > 0 ? { density: events / position } : {};

const gathered = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const byCommit = (events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] => {
  const groups: RecordedEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.commitId === event.commitId) last.push(event);
    else groups.push([event]);
  }
  return groups;
};
