import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '../log/event';
import type { EventLog } from '../log/event-log';
import { START, type Position } from '../log/position';
import type { DecisionModel } from './decision-model';

/** A model's state as of a position. */
export interface StateAt<State> {
  readonly state: State;
  readonly position: Position;
}

/**
 * Folds the states of decision models, and keeps the least recently used ones up to date from the log's tail. Models of
 * the same name and query are taken for the same fold.
 */
export class StateReader {
  readonly #cache: LRUCache<string, StateAt<unknown>>;

  /** @param maxStates how many states are kept in memory */
  constructor(
    private readonly log: EventLog,
    maxStates: number,
  ) {
    this.#cache = new LRUCache({ max: maxStates });
  }

  /** The state as of a position; as of the head that this process knows it costs no read when it is kept. */
  stateAt<State>(model: DecisionModel<State>, position: Position): Promise<StateAt<State>>;
  async stateAt(model: DecisionModel<unknown>, position: Position): Promise<StateAt<unknown>> {
    const kept = this.#cache.get(keyOf(model));
    const base = kept && kept.position <= position ? kept : { state: model.initial, position: START };
    // Told before the read: what lies beyond the head may not be there yet, though the head passes it meanwhile.
    const known = position <= this.log.tail.head;
    const current = await this.advance(model, base, position);
    if (known) this.#keep(model, current);
    return current;
  }

  /**
   * The state as of the head that this process knows, if it can be had in this turn, without a read.
   * @param loaded an earlier state of the model, for when none is kept
   */
  now(model: DecisionModel<unknown>, loaded?: StateAt<unknown>): StateAt<unknown> | undefined {
    const { window, head } = this.log.tail;
    const base = this.#cache.get(keyOf(model)) ?? loaded;
    if (!base || !window.covers(base.position)) return undefined;
    const current = this.#foldWindow(model, base, head);
    this.#keep(model, current);
    return current;
  }

  /** Folds what a model's query matches between a state's position and a later one. */
  async advance<State>(
    model: DecisionModel<State>,
    base: StateAt<State>,
    position: Position,
  ): Promise<StateAt<State>> {
    const { window } = this.log.tail;
    if (window.covers(base.position) && position <= window.head) {
      return this.#foldWindow(model, base, position);
    }
    let { state } = base;
    for await (const event of this.log.read(model.query, { after: base.position, upTo: position })) {
      state = model.evolve(state, event);
    }
    return { state, position };
  }

  #foldWindow<State>(model: DecisionModel<State>, base: StateAt<State>, position: Position): StateAt<State> {
    const events = this.log.tail.window.matching(model.query, base.position, position);
    return { state: fold(model, base.state, events), position };
  }

  #keep(model: DecisionModel<unknown>, current: StateAt<unknown>): void {
    const key = keyOf(model);
    if (current.position >= (this.#cache.peek(key)?.position ?? START)) this.#cache.set(key, current);
  }
}

const keyOf = ({ name, query }: DecisionModel<unknown>): string => `${name} ${JSON.stringify(query)}`;

/** Folds events into a state, in order. */
export const fold = <State>(
  model: DecisionModel<State>,
  state: State,
  events: readonly RecordedEvent[],
): State => events.reduce((folded, event) => model.evolve(folded, event), state);
