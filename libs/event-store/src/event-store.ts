import {
  allFoldingStored,
  decide,
  type Decided,
  type DecideOptions,
  type Decider,
  type DecisionParts,
  foldingStored,
  observedDecision,
  type StateAt,
  StateReader,
  UnwrittenAnswers,
} from './decisions';
import type { DecisionModel, DecisionModels, SnapshotStorage } from './models';
import { unlessAborted } from './async';
import { withCurrentMetadata } from './request-metadata';
import { type EventLog, type ReadOptions, upcastCommit, upcastEvents } from './log';
import {
  type Abortable,
  type Appended,
  type AppendRequest,
  type ConfirmOptions,
  type Position,
  type Query,
  type RecordedEvent,
} from './contract';

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
 *
 * Opened with the types of events that it knows, it takes only such, and upcasts older versions to their present shape;
 * a stored event of an unknown type or version is an error, `unknown-event-type`, to whoever asks for it.
 */
export class EventStore {
  readonly #parts: DecisionParts;

  constructor(
    readonly log: EventLog,
    { maxStates = 10_000, snapshots }: StateOptions = {},
  ) {
    const reader = new StateReader(log, maxStates, snapshots);
    this.#parts = { log, reader, answers: new UnwrittenAnswers(log) };
  }

  /** See `EventLog.append`. */
  async append(request: AppendRequest): Promise<Appended> {
    return this.#upcasting(await this.log.append(withCurrentMetadata(request)));
  }

  /**
   * See `EventLog.read`; in today's shape.
   * @throws EventStoreError `unknown-event-type`, `upcast-failed`, when it comes to such an event; the signal's reason
   */
  read(query?: Query, options?: ReadOptions): AsyncGenerator<RecordedEvent> {
    return upcastEvents(this.log.types, this.log.pages(query, options));
  }

  /** See `EventLog.head`. */
  head(options?: ConfirmOptions): Promise<Position> {
    return this.log.head(options);
  }

  /**
   * See `decide`; the models fold, and the commit holds, events in today's shape.
   * @throws EventStoreError `unknown-event-type`, `upcast-failed`, `invalid-model`, `fold-failed`, `state-changed`,
   *   `invalid-decision`, too
   */
  async decide<Models extends DecisionModels>(
    models: Models,
    decider: Decider<Models>,
    options: DecideOptions = {},
  ): Promise<Decided<Models>> {
    const folding = allFoldingStored(this.log.types, models);
    const decided = await observedDecision(models, decider, (observed) =>
      decide(this.#parts, folding, observed, withCurrentMetadata(options)),
    );
    return decided.kind === 'written' ? this.#upcasting(decided) : decided;
  }

  /**
   * A model's state that reflects every commit acknowledged to anyone before the call.
   * @throws EventStoreError `store-unavailable`, `log-diverged`, `invalid-options`, `invalid-model`, `fold-failed`,
   *   `unknown-event-type`, `upcast-failed`; the signal's reason
   */
  async stateOf<State>(
    model: DecisionModel<State>,
    { confirm, signal }: ConfirmOptions & Abortable = {},
  ): Promise<StateAt<State>> {
    const look = async () => {
      await this.log.tail.confirm(confirm);
      return this.#stateAt(model, this.log.tail.head, signal);
    };
    return this.log.patience().waitFor(unlessAborted(look(), signal), 'a state');
  }

  /**
   * A model's state as of a position: time travel.
   * @throws EventStoreError `invalid-options`; `position-beyond-head`, after a fresh look; `invalid-model`, `fold-failed`;
   *   the signal's reason
   */
  async stateAt<State>(
    model: DecisionModel<State>,
    position: Position,
    { signal }: Abortable = {},
  ): Promise<StateAt<State>> {
    await this.log.assertReached(position);
    return this.#stateAt(model, position, signal);
  }

  async #stateAt<State>(
    model: DecisionModel<State>,
    at: Position,
    signal: AbortSignal | undefined,
  ): Promise<StateAt<State>> {
    const { state, position } = await this.#parts.reader.stateAt(
      foldingStored(this.log.types, model),
      at,
      signal,
    );
    return { state, position };
  }

  /** Takes no more appends and waits for those on their way, for two seconds at most. */
  close(): Promise<void> {
    return this.log.close();
  }

  /** What was written just now is in today's shape; what an earlier release wrote under the same id may not be. */
  #upcasting<Result extends Appended>(result: Result): Result {
    return result.duplicate ? { ...result, commit: upcastCommit(this.log.types, result.commit) } : result;
  }
}
