import { type EventLog, type PendingCommit, recordEvents } from '../log';
import { anyOf, matches, type Position, type RecordedEvent } from '../contract';
import type { DecisionModels, StatesOf } from '../models';
import { fold } from './fold';
import { mapStates } from './map-states';
import type { KeptState } from './kept-state';
import type { StateReader } from './state-reader';

/** Pending commits that one decision depends on at most: each of them folds all that are before it. */
const MAX_DEPENDENCIES = 64;

/** What a decision is made on: stored states, and the pending commits that it depends on. */
export interface DecisionContext<Models extends DecisionModels> {
  /** The head that the stored part reflects. */
  readonly at: Position;
  /** As of `at`, by the models' names. */
  readonly stored: ReadonlyMap<string, KeptState<unknown>>;
  /** Stored, with the pending commits folded in. */
  readonly states: StatesOf<Models>;
  /** The pending commits that were folded in, in order. */
  readonly dependsOn: readonly PendingCommit[];
}

/** Makes the contexts of decisions on some models. */
export class DecisionContextReader<Models extends DecisionModels> {
  readonly #loaded = new Map<string, KeptState<unknown>>();

  constructor(
    private readonly models: Models,
    private readonly log: EventLog,
    private readonly reader: StateReader,
  ) {}

  /**
   * The context as of the head that this process knows; nothing when it needs `prepare`. An append in the same turn of
   * the event loop is seen by the next decision on the same boundary, which then need not wait for a round trip.
   * @param pipelined folds this process's pending commits in, too
   */
  now(pipelined: boolean): DecisionContext<Models> | undefined {
    const dependsOn = pipelined ? this.#pending() : [];
    if (dependsOn.length >= MAX_DEPENDENCIES) return undefined;
    const stored = new Map<string, KeptState<unknown>>();
    for (const [name, model] of Object.entries(this.models)) {
      const state = this.reader.now(model, this.#loaded.get(name));
      if (!state) return undefined;
      stored.set(name, state);
    }
    const { head: at } = this.log.tail;
    const pending = provisional(dependsOn, at, this.log.now());
    const states = mapStates(this.models, (model, name) =>
      fold(
        model,
        stored.get(name)?.state ?? model.initial,
        pending.filter((event) => matches(model.query, event)),
      ),
    );
    return { at, stored, states, dependsOn };
  }

  /** Waits for what a context lacks: states to be read, or a pending commit to end where too many are on their way. */
  async prepare(pipelined: boolean): Promise<void> {
    const tooEarly = pipelined ? this.#pending().at(-MAX_DEPENDENCIES) : undefined;
    if (tooEarly) {
      await tooEarly.outcome.catch(() => undefined);
      return;
    }
    await Promise.all(
      Object.entries(this.models).map(async ([name, model]) => {
        this.#loaded.set(name, await this.reader.load(model));
      }),
    );
  }

  #pending(): readonly PendingCommit[] {
    const { writer, tail } = this.log;
    const queries = Object.values(this.models).map(({ query }) => query);
    if (queries.length === 0) return [];
    // A commit that the tail has shown is in the stored part, even if its acknowledgement is still on the way.
    return writer.pendingMatching(anyOf(queries)).filter(({ prepared }) => !tail.window.commit(prepared.id));
  }
}

/** Pending events as they would be recorded if nothing came between; their positions are a guess. */
const provisional = (pending: readonly PendingCommit[], at: Position, now: Date): RecordedEvent[] => {
  let next = at + 1;
  return pending.flatMap(({ prepared }) => {
    const events = recordEvents(prepared, next, now);
    next += events.length;
    return events;
  });
};
