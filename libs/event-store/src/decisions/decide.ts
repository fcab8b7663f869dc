import { backOff } from '../async';
import {
  anyOf,
  type AppendCondition,
  type Commit,
  type CommitMetadata,
  type EventData,
  EventStoreError,
  isEventStoreError,
  outcomeUnknown,
  type Position,
  START,
} from '../contract';
import { assertSameRequest, type EventLog } from '../log';
import { DecisionContextReader, type DecisionContext } from './decision-context';
import type { DecisionModel, DecisionModels, StatesOf } from './decision-model';
import { mapStates } from './map-states';
import type { StateAt, StateReader } from './state-reader';

/** A pure function from states to what happens. It refuses by throwing; no events means nothing to do. */
export type Decider<Models extends DecisionModels> = (
  states: StatesOf<Models>,
) => readonly EventData<string, object>[];

/** How a decision is carried out. */
export interface DecideOptions {
  /** Makes the command idempotent, see `AppendRequest.commitId`. */
  readonly commitId?: string;
  readonly metadata?: CommitMetadata;
  /**
   * What makes the decision void: events matching the models' `conflictsWith` (default), or anything that their whole
   * query matches, as `If-Match` asks for.
   */
  readonly guard?: 'conflicts' | 'everything';
  /** How often to decide before giving up, from 1; default 16. */
  readonly maxAttempts?: number;
}

/** What came of a decision. */
export type Decided<Models extends DecisionModels> =
  | {
      readonly kind: 'written';
      readonly commit: Commit;
      /** True when the command had been carried out before: this is its first result. */
      readonly duplicate: boolean;
      /** The states as of the commit, whatever has happened since: an answer made of them can be given again. */
      readonly statesAtCommit: () => Promise<StatesOf<Models>>;
    }
  | {
      readonly kind: 'nothing';
      /** The head that the states reflect. */
      readonly position: Position;
      readonly states: StatesOf<Models>;
    };

const DEFAULT_ATTEMPTS = 16;
const BACK_OFF = { firstMs: 2, maxMs: 50, jitter: 1 };

/**
 * Reads what the decision depends on, decides, and appends on the condition that nothing relevant happened since; on a
 * conflict decides anew.
 *
 * A decision may count on commits of this process that are still on their way; it stands only if exactly these are
 * stored. What writes nothing, a refusal above all, is protected by no insert: it is given only from stored state that
 * was confirmed by a look at the log's end after the command arrived.
 * @throws whatever the decider throws; EventStoreError `retries-exhausted` and those of an append
 */
export const decide = async <Models extends DecisionModels>(
  log: EventLog,
  reader: StateReader,
  models: Models,
  decider: Decider<Models>,
  options: DecideOptions,
): Promise<Decided<Models>> => {
  const decided = () => decideUntilItStands(log, reader, models, decider, options);
  // A try that fails to read writes nothing, but under the caller's own id an earlier one may have.
  return options.commitId === undefined ? decided() : unknownIfAway(options.commitId, decided);
};

/** For reads whose failure does not mean that nothing was written. */
const unknownIfAway = async <Result>(commitId: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw isEventStoreError(error, 'store-unavailable') ? outcomeUnknown(commitId, error) : error;
  }
};

const decideUntilItStands = async <Models extends DecisionModels>(
  log: EventLog,
  reader: StateReader,
  models: Models,
  decider: Decider<Models>,
  { commitId, metadata, guard = 'conflicts', maxAttempts = DEFAULT_ATTEMPTS }: DecideOptions,
): Promise<Decided<Models>> => {
  const repeated = async (): Promise<Decided<Models> | undefined> => {
    const commit = commitId === undefined ? undefined : await firstResult(log, commitId);
    if (commit === undefined) return undefined;
    assertSameRequest({ id: commit.id, metadata: metadata ?? {} }, commit);
    return {
      kind: 'written',
      commit,
      duplicate: true,
      statesAtCommit: () => unknownIfAway(commit.id, () => statesAt(reader, models, commit.lastPosition)),
    };
  };

  if (commitId !== undefined && log.writer.running(commitId)) {
    const first = await repeated();
    if (first) return first;
  }
  const bases = new DecisionContextReader(models, log, reader);
  let confirmed = false;
  let pipelined = guard === 'conflicts';
  for (let attempt = 1; attempt <= maxAttempts;) {
    const basis = bases.now(pipelined);
    if (!basis) {
      await bases.prepare(pipelined);
      continue;
    }
    // From here to the append there is no await.
    const verdict = judge(decider, basis.states);
    if (verdict.kind !== 'events') {
      if (confirmed && basis.dependsOn.length === 0) {
        const first = await repeated();
        if (first) return first;
        if (verdict.kind === 'refusal') throw verdict.reason;
        return { kind: 'nothing', position: basis.at, states: basis.states };
      }
      await Promise.all([
        log.tail.confirm(),
        ...basis.dependsOn.map(({ outcome }) => outcome.catch(() => undefined)),
      ]);
      confirmed = true;
      pipelined = false;
      continue;
    }
    try {
      const condition = conditionFor(models, guard, basis.at);
      const { commit, duplicate } = await log.append(
        {
          events: verdict.events,
          ...(condition && { condition }),
          ...(commitId !== undefined && { commitId }),
          ...(metadata && { metadata }),
        },
        basis.dependsOn,
      );
      const statesAtCommit = duplicate
        ? () => statesAt(reader, models, commit.lastPosition)
        : () => advanceTo(reader, models, basis, commit.lastPosition);
      return {
        kind: 'written',
        commit,
        duplicate,
        statesAtCommit: () => unknownIfAway(commit.id, statesAtCommit),
      };
    } catch (error) {
      if (!isEventStoreError(error, 'append-condition-failed')) throw error;
      await backOff(attempt, BACK_OFF);
      attempt += 1;
      pipelined = guard === 'conflicts';
    }
  }
  throw new EventStoreError(
    'retries-exhausted',
    `Decided ${maxAttempts} times, and each time something relevant happened before it could be stored. ` +
      'Nothing was written; try again.',
    { attempts: maxAttempts },
  );
};

type Judgement =
  | { readonly kind: 'events'; readonly events: readonly EventData<string, object>[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refusal'; readonly reason: unknown };

const judge = <Models extends DecisionModels>(
  decider: Decider<Models>,
  states: StatesOf<Models>,
): Judgement => {
  try {
    const events = decider(states);
    return events.length > 0 ? { kind: 'events', events } : { kind: 'nothing' };
  } catch (reason) {
    return { kind: 'refusal', reason };
  }
};

/** What was stored under a commit id, by a request still on its way or an earlier one. */
const firstResult = async (log: EventLog, commitId: string): Promise<Commit | undefined> => {
  const running = await log.writer.running(commitId)?.catch(() => undefined);
  return running?.commit ?? (await log.commitById(commitId));
};

const conditionFor = (
  models: DecisionModels,
  guard: 'conflicts' | 'everything',
  after: Position,
): AppendCondition | undefined => {
  const queries = Object.values(models).map(({ query, conflictsWith }) =>
    guard === 'conflicts' ? (conflictsWith ?? query) : query,
  );
  return queries.length === 0 ? undefined : { failIfEventsMatch: anyOf(queries), after };
};

const statesAt = <Models extends DecisionModels>(
  reader: StateReader,
  models: Models,
  position: Position,
): Promise<StatesOf<Models>> => statesOf(models, (model) => reader.stateAt(model, position));

const advanceTo = <Models extends DecisionModels>(
  reader: StateReader,
  models: Models,
  { stored }: DecisionContext<Models>,
  position: Position,
): Promise<StatesOf<Models>> =>
  statesOf(models, (model, name) =>
    reader.advance(model, stored.get(name) ?? { state: model.initial, position: START }, position),
  );

const statesOf = async <Models extends DecisionModels>(
  models: Models,
  read: (model: DecisionModel<unknown>, name: string) => Promise<StateAt<unknown>>,
): Promise<StatesOf<Models>> => {
  const entries = Object.entries(models).map(
    async ([name, model]) => [name, await read(model, name)] as const,
  );
  const states = new Map(await Promise.all(entries));
  return mapStates(models, (model, name) => states.get(name)?.state ?? model.initial);
};
