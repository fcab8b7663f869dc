import { backOff } from '../async';
import {
  anyOf,
  type AppendCondition,
  type AppendRequest,
  type Commit,
  type EventData,
  EventStoreError,
  isEventStoreError,
  outcomeUnknown,
} from '../contract';
import { assertSameRequest, type EventLog } from '../log';
import type { Decided, DecideOptions, Decider } from './decider';
import { type DecisionContext, DecisionContextReader } from './decision-context';
import type { DecisionModels, StatesOf } from './decision-model';
import { readStates } from './map-states';
import type { StateReader } from './state-reader';

const DEFAULT_ATTEMPTS = 16;
const BACK_OFF = { firstMs: 2, maxMs: 50, jitter: 1 };

/**
 * Reads what the decision depends on, decides, and appends on the condition that nothing relevant happened since; on a
 * conflict decides anew.
 *
 * A decision may depend on commits of this process that are still on their way; it stands only if exactly these are
 * stored. No insert protects what writes nothing, a refusal above all: it is given only from stored state that was
 * confirmed by a look at the log's end after the command arrived.
 * @throws whatever the decider throws; EventStoreError `retries-exhausted` and those of an append
 */
export const decide = async <Models extends DecisionModels>(
  log: EventLog,
  reader: StateReader,
  models: Models,
  decider: Decider<Models>,
  options: DecideOptions,
): Promise<Decided<Models>> => {
  const run = () => new DecisionRun(log, reader, models, decider, options).result();
  // A try that fails to read writes nothing, but under the caller's own id an earlier one may have.
  return options.commitId === undefined ? run() : unknownIfUnavailable(options.commitId, run);
};

/** What a decider makes of states: `write` nothing means that there is nothing to do. */
type Verdict = { readonly write: readonly EventData<string, object>[] } | { readonly refuse: unknown };

/** What came of one try. */
type Attempt<Models extends DecisionModels> =
  | Extract<Decided<Models>, { kind: 'written' }>
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unwritten'; readonly verdict: Verdict; readonly context: DecisionContext<Models> };

/** One command, from its arrival to its answer. */
class DecisionRun<Models extends DecisionModels> {
  readonly #contexts: DecisionContextReader<Models>;
  #confirmed: Promise<void> | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly reader: StateReader,
    private readonly models: Models,
    private readonly decider: Decider<Models>,
    private readonly options: DecideOptions,
  ) {
    this.#contexts = new DecisionContextReader(models, log, reader);
  }

  async result(): Promise<Decided<Models>> {
    const { commitId, guard = 'conflicts', maxAttempts = DEFAULT_ATTEMPTS } = this.options;
    if (commitId !== undefined && this.log.writer.running(commitId)) {
      const first = await this.#firstResult();
      if (first) return first;
    }
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const tried = await this.#attempt(guard === 'conflicts');
      const outcome = tried.kind === 'unwritten' ? await this.#attemptOnStored(tried.context) : tried;
      if (outcome.kind === 'written') return outcome;
      if (outcome.kind === 'unwritten') return this.#answer(outcome);
      await backOff(attempt, BACK_OFF);
    }
    throw retriesExhausted(maxAttempts);
  }

  /** @param pipelined may depend on this process's pending commits */
  async #attempt(pipelined: boolean): Promise<Attempt<Models>> {
    let context = this.#contexts.now(pipelined);
    while (!context) {
      await this.#contexts.prepare(pipelined);
      context = this.#contexts.now(pipelined);
    }
    // From here to the append there is no await.
    const verdict = judge(this.decider, context.states);
    return 'write' in verdict && verdict.write.length > 0
      ? this.#append(verdict.write, context)
      : { kind: 'unwritten', verdict, context };
  }

  /** Tries again on what is stored, when a try would write nothing: that must not rest on what may not come to be. */
  async #attemptOnStored({ dependsOn }: DecisionContext<Models>): Promise<Attempt<Models>> {
    this.#confirmed ??= this.log.tail.confirm();
    await Promise.all([this.#confirmed, ...dependsOn.map(({ outcome }) => outcome.catch(() => undefined))]);
    return this.#attempt(false);
  }

  async #append(events: AppendRequest['events'], context: DecisionContext<Models>): Promise<Attempt<Models>> {
    const { commitId, metadata, guard = 'conflicts' } = this.options;
    const condition = conditionFor(this.models, guard, context);
    const request = {
      events,
      ...(condition && { condition }),
      ...(commitId !== undefined && { commitId }),
      ...(metadata && { metadata }),
    };
    try {
      const { commit, duplicate } = await this.log.append(request, context.dependsOn);
      return duplicate ? this.#written(commit) : this.#written(commit, context);
    } catch (error) {
      if (isEventStoreError(error, 'append-condition-failed')) return { kind: 'conflict' };
      throw error;
    }
  }

  /** What a try that wrote nothing comes to, unless the command was carried out before. */
  async #answer({
    verdict,
    context,
  }: Extract<Attempt<Models>, { kind: 'unwritten' }>): Promise<Decided<Models>> {
    const first = await this.#firstResult();
    if (first) return first;
    if ('refuse' in verdict) throw verdict.refuse;
    return { kind: 'nothing', position: context.at, states: context.states };
  }

  /** What was stored under the command's id, by a request that is still on its way or by an earlier one. */
  async #firstResult(): Promise<Decided<Models> | undefined> {
    const { commitId, metadata = {} } = this.options;
    if (commitId === undefined) return undefined;
    const running = await this.log.writer.running(commitId)?.catch(() => undefined);
    const commit = running?.commit ?? (await this.log.commitById(commitId));
    if (!commit) return undefined;
    assertSameRequest({ id: commit.id, metadata }, commit);
    return this.#written(commit);
  }

  /** @param context what this command decided on; none: the commit is another request's */
  #written(commit: Commit, context?: DecisionContext<Models>): Extract<Decided<Models>, { kind: 'written' }> {
    const { models, reader } = this;
    const position = commit.lastPosition;
    const statesAtCommit = () =>
      readStates(models, (model, name) => {
        const stored = context?.stored.get(name);
        return stored ? reader.advance(model, stored, position) : reader.stateAt(model, position);
      });
    return {
      kind: 'written',
      commit,
      duplicate: context === undefined,
      statesAtCommit: () => unknownIfUnavailable(commit.id, statesAtCommit),
    };
  }
}

const judge = <Models extends DecisionModels>(
  decider: Decider<Models>,
  states: StatesOf<Models>,
): Verdict => {
  try {
    return { write: decider(states) };
  } catch (refuse) {
    return { refuse };
  }
};

const conditionFor = (
  models: DecisionModels,
  guard: NonNullable<DecideOptions['guard']>,
  { at: after }: DecisionContext<DecisionModels>,
): AppendCondition | undefined => {
  const queries = Object.values(models).map(({ query, conflictsWith }) =>
    guard === 'conflicts' ? (conflictsWith ?? query) : query,
  );
  return queries.length === 0 ? undefined : { failIfEventsMatch: anyOf(queries), after };
};

const retriesExhausted = (attempts: number) =>
  new EventStoreError(
    'retries-exhausted',
    `Decided ${attempts} times, and each time something relevant happened before it could be stored. ` +
      'Nothing was written; try again.',
    { attempts },
  );

/** For reads whose failure does not mean that nothing was written. */
const unknownIfUnavailable = async <Result>(
  commitId: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw isEventStoreError(error, 'store-unavailable') ? outcomeUnknown(commitId, error) : error;
  }
};
