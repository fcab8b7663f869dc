import { decide, type Decided, type Decider, type DecideOptions } from './decisions/decide';
import type { DecisionModel, DecisionModels } from './decisions/decision-model';
import type { SnapshotStorage } from './decisions/snapshot';
import { StateReader, type StateAt } from './decisions/state-reader';
import type { Appended, AppendRequest } from './log/append';
import { positionBeyondHead } from './log/errors';
import type { RecordedEvent } from './log/event';
import type { EventLog, ReadOptions } from './log/event-log';
import type { Position } from './log/position';
import type { Query } from './log/query';

/** How the states of decision models are kept. */
export interface StateOptions {
  /** States kept in memory, the least recently used out; default 10,000. */
  readonly maxStates?: number;
  /** Where snapshots are kept of those models that say how; default: none. */
  readonly snapshots?: SnapshotStorage;
}

/**
 * Events in one log: append, read, decide. Over any storage; `MongoEventStore` is the one to run on.
 *
 * ```ts
 * await store.decide({ from: account('a'), to: account('b') }, ({ from, to }) => transfer(from, to, amount));
 * ```
 */
export class EventStore {
  readonly #states: StateReader;

  constructor(
    readonly log: EventLog,
    { maxStates = 10_000, snapshots }: StateOptions = {},
  ) {
    this.#states = new StateReader(log, maxStates, snapshots);
  }

  /** See `EventLog.append`. */
  append(request: AppendRequest): Promise<Appended> {
    return this.log.append(request);
  }

  /** See `EventLog.read`. */
  read(query?: Query, options?: ReadOptions): AsyncGenerator<RecordedEvent> {
    return this.log.read(query, options);
  }

  /** See `EventLog.head`. */
  head(): Promise<Position> {
    return this.log.head();
  }

  /** See `decide`. */
  decide<Models extends DecisionModels>(
    models: Models,
    decider: Decider<Models>,
    options: DecideOptions = {},
  ): Promise<Decided<Models>> {
    return decide(this.log, this.#states, models, decider, options);
  }

  /** A model's state that reflects every commit acknowledged to anyone before the call. */
  async stateOf<State>(model: DecisionModel<State>): Promise<StateAt<State>> {
    await this.log.tail.confirm();
    return this.#states.stateAt(model, this.log.tail.head);
  }

  /**
   * A model's state as of a position: time travel.
   * @throws EventStoreError `position-beyond-head`, after a fresh look
   */
  async stateAt<State>(model: DecisionModel<State>, position: Position): Promise<StateAt<State>> {
    if (position > this.log.tail.head) await this.log.tail.confirm();
    if (position > this.log.tail.head) throw positionBeyondHead(position, this.log.tail.head);
    return this.#states.stateAt(model, position);
  }

  /** Takes no more appends and waits for those on their way. */
  close(): Promise<void> {
    return this.log.close();
  }
}
