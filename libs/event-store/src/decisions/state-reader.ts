import { LRUCache } from 'lru-cache';
import { type Position, START } from '../contract';
import type { EventLog } from '../log';
import type { DecisionModel, SnapshotStorage } from '../models';
import { fold, foldEvent } from './fold';
import { Snapshots, type KeptState } from './snapshots';

/** A model's state as of a position. */
export interface StateAt<State> {
  readonly state: State;
  readonly position: Position;
}

/** Folds the states of decision models, and keeps the least recently used ones up to date from the log's tail. */
export class StateReader {
  readonly #cache: LRUCache<string, KeptState<unknown>>;
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

  /** The state as of a position; as of the head that this process knows it costs no read when it is kept. */
  stateAt<State>(model: DecisionModel<State>, position: Position): Promise<KeptState<State>>;
  async stateAt(model: DecisionModel<unknown>, position: Position): Promise<KeptState<unknown>> {
    const cached = this.#cache.get(model.key);
    if (cached?.position === position) return cached;
    const kept = cached && cached.position <= position ? cached : await this.#snapshots.find(model, position);
    // Told before the read: what lies beyond the head may not be there yet, though the head passes it meanwhile.
    const known = position <= this.log.tail.head;
    const current = await this.advance(model, kept ?? unread(model), position);
    if (known) this.#keep(model, current);
    return current;
  }

  /**
   * The state as of the head that this process knows, if it can be had in this turn, without a read.
   * @param loaded an earlier state of the model, for when none is kept
   */
  now(model: DecisionModel<unknown>, loaded?: KeptState<unknown>): KeptState<unknown> | undefined {
    const { window, head } = this.log.tail;
    const base = this.#cache.get(model.key) ?? loaded;
    if (!base || !window.covers(base.position)) return undefined;
    const current = this.#foldWindow(model, base, head);
    this.#keep(model, current);
    return current;
  }

  /** Folds what a model's query matches between a state's position and a later one. */
  async advance<State>(
    model: DecisionModel<State>,
    base: KeptState<State>,
    position: Position,
  ): Promise<KeptState<State>> {
    const { window } = this.log.tail;
    if (window.covers(base.position) && position <= window.head) {
      return this.#foldWindow(model, base, position);
    }
    let { state, unsaved, samples } = base;
    for await (const event of this.log.read(model.query, { after: base.position, upTo: position })) {
      state = foldEvent(model, state, event);
      unsaved += 1;
      if (model.snapshot) samples = this.#snapshots.samples.with(samples, [event]);
    }
    return { state, position, unsaved, samples };
  }

  #foldWindow<State>(
    model: DecisionModel<State>,
    { state, position: after, unsaved, samples }: KeptState<State>,
    position: Position,
  ): KeptState<State> {
    const events = this.log.tail.window.matching(model.query, after, position);
    return {
      state: fold(model, state, events),
      position,
      unsaved: unsaved + events.length,
      samples: model.snapshot ? this.#snapshots.samples.with(samples, events) : samples,
    };
  }

  #keep(model: DecisionModel<unknown>, current: KeptState<unknown>): void {
    if (current.position < (this.#cache.peek(model.key)?.position ?? START)) return;
    this.#cache.set(model.key, this.#snapshots.take(model, current));
  }
}

const unread = <State>({ initial }: DecisionModel<State>): KeptState<State> => ({
  state: initial,
  position: START,
  unsaved: 0,
  samples: new Map(),
});
