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
    const key = `${model.name} ${JSON.stringify(model.query)}`;
    const kept = this.#cache.get(key);
    const base = kept && kept.position <= position ? kept : { state: model.initial, position: START };
    const current = await this.advance(model, base, position);
    const newer = current.position >= (this.#cache.peek(key)?.position ?? START);
    if (newer && current.position <= this.log.tail.head) this.#cache.set(key, current);
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
      return {
        state: fold(model, base.state, window.matching(model.query, base.position, position)),
        position,
      };
    }
    let { state } = base;
    for await (const event of this.log.read(model.query, { after: base.position, upTo: position })) {
      state = model.evolve(state, event);
    }
    return { state, position };
  }
}

/** Folds events into a state, in order. */
export const fold = <State>(
  model: DecisionModel<State>,
  state: State,
  events: readonly RecordedEvent[],
): State => events.reduce((folded, event) => model.evolve(folded, event), state);
