import { recordEvents } from '../log/chain';
import type { RecordedEvent } from '../log/event';
import type { EventLog } from '../log/event-log';
import type { PendingCommit } from '../log/pending-commit';
import type { Position } from '../log/position';
import { anyOf, matches } from '../log/query';
import type { DecisionModels, StatesOf } from './decision-model';
import { mapStates } from './map-states';
import { fold, type StateAt, type StateReader } from './state-reader';

/** What a decision is made on. */
export interface Basis<Models extends DecisionModels> {
  /** The head that the stored part reflects. */
  readonly at: Position;
  /** As of `at`, by the models' names. */
  readonly stored: ReadonlyMap<string, StateAt<unknown>>;
  /** Stored, with the pending commits folded in. */
  readonly states: StatesOf<Models>;
  /** The pending commits that were folded in, in order. */
  readonly assumes: readonly PendingCommit[];
}

/**
 * Reads what models depend on, as of the head that this process knows.
 * @param pipelined counts on this process's pending commits too, so that decisions on one boundary need not wait for
 *   each other's round trip
 */
export const readBasis = async <Models extends DecisionModels>(
  models: Models,
  log: EventLog,
  reader: StateReader,
  pipelined: boolean,
): Promise<Basis<Models>> => {
  const at = log.tail.head;
  // In the same turn as the head: a commit is either stored at or before it, or pending.
  const assumes = pipelined ? pendingFor(models, log) : [];
  const assumed = provisional(assumes, at, log.now());
  const stored = new Map<string, StateAt<unknown>>();
  const states = await mapStates(models, async (model, name) => {
    const state = await reader.stateAt(model, at);
    stored.set(name, state);
    return fold(
      model,
      state.state,
      assumed.filter((event) => matches(model.query, event)),
    );
  });
  return { at, assumes, stored, states };
};

const pendingFor = (models: DecisionModels, { writer, tail }: EventLog): readonly PendingCommit[] => {
  const queries = Object.values(models).map(({ query }) => query);
  if (queries.length === 0) return [];
  // What the tail has shown already is in the stored part, even if its acknowledgement is still on the way.
  return writer.pendingMatching(anyOf(queries)).filter(({ prepared }) => !tail.window.commit(prepared.id));
};

/** Pending events as they would be recorded if nothing came between; their positions are a guess. */
const provisional = (pending: readonly PendingCommit[], at: Position, now: Date): RecordedEvent[] => {
  let next = at + 1;
  return pending.flatMap(({ prepared }) => {
    const events = recordEvents(prepared, next, now);
    next += events.length;
    return events;
  });
};
