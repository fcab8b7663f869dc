import { backOff } from '../async';
import {
  assertCount,
  type AppendRequest,
  type Commit,
  type CommitMetadata,
  isEventStoreError,
  type Position,
  type RecordedEvent,
} from '../contract';
import { assertSameRequest, type EventLog, fingerprintOf, type Patience } from '../log';
import type { DecisionModels } from '../models';
import { decidedAt, outcomeOf, type UnwrittenOutcome } from './command-records';
import { CommandTry } from './command-try';
import { conditionFor } from './condition-for';
import type { Decided, DecideOptions, Decider } from './decider';
import { type DecisionContext, DecisionContextReader } from './decision-context';
import { answeredMeanwhile, retriesExhausted, unknownIfUnavailable } from './errors';
import { judge, type Verdict } from './judge';
import { readStates } from './map-states';
import type { StateReader } from './state-reader';
import type { UnwrittenAnswers } from './unwritten-answers';

const DEFAULT_ATTEMPTS = 16;
const BACK_OFF = { firstMs: 2, maxMs: 50, jitter: 1 };

/** What decisions are made with. */
export interface DecisionParts {
  readonly log: EventLog;
  readonly reader: StateReader;
  readonly answers: UnwrittenAnswers;
}

type Written<Models extends DecisionModels> = Extract<Decided<Models>, { kind: 'written' }>;

/** What came of one try. */
type Attempt<Models extends DecisionModels> =
  | Written<Models>
  | { readonly kind: 'conflict' }
  /** Another try has been answered without a write, and that is final for this one. */
  | { readonly kind: 'answered'; readonly record: RecordedEvent }
  /** It would write, and another try may have been answered without a write meanwhile. */
  | { readonly kind: 'disputed'; readonly record: RecordedEvent }
  | { readonly kind: 'unwritten'; readonly verdict: Verdict; readonly context: DecisionContext<Models> };

/** One command, from its arrival to its answer. */
export class DecisionRun<Models extends DecisionModels> {
  readonly #contexts: DecisionContextReader<Models>;
  readonly #try: CommandTry | undefined;
  readonly #patience: Patience;
  /** As it is stored with what the command writes, or is answered without a write. */
  readonly #metadata: CommitMetadata;
  #confirmed: Promise<void> | undefined;

  constructor(
    private readonly parts: DecisionParts,
    private readonly models: Models,
    private readonly decider: Decider<Models>,
    private readonly options: DecideOptions,
  ) {
    const { log, reader } = parts;
    if (options.patienceMs !== undefined) assertCount('patienceMs', options.patienceMs);
    this.#patience = log.patience(options.patienceMs);
    this.#contexts = new DecisionContextReader(models, log, reader);
    const { command, metadata = {} } = options;
    const fingerprint = command && fingerprintOf(command);
    this.#metadata = fingerprint === undefined ? metadata : { ...metadata, fingerprint };
    this.#try = command && new CommandTry(log, command.id);
  }

  async result(): Promise<Decided<Models>> {
    const { command, guard = 'conflicts', maxAttempts = DEFAULT_ATTEMPTS } = this.options;
    if (command && this.parts.log.writer.running(command.id)) {
      const first = await this.#firstResult();
      if (first) return first;
    }
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const tried = await this.#attempt(guard === 'conflicts');
      const outcome = tried.kind === 'unwritten' ? await this.#attemptOnStored(tried.context) : tried;
      if (outcome.kind === 'written') return outcome;
      if (outcome.kind === 'unwritten') return this.#answer(outcome.verdict, outcome.context);
      if (outcome.kind === 'answered') return this.#answerAgain(outcome.record);
      if (outcome.kind === 'disputed') return this.#giveUp(outcome.record);
      await backOff(attempt, BACK_OFF);
    }
    throw retriesExhausted(maxAttempts);
  }

  /** @param pipelined may depend on this process's pending commits */
  async #attempt(pipelined: boolean): Promise<Attempt<Models>> {
    let context = this.#contexts.now(pipelined);
    while (!context || this.#try?.isClear() === false) {
      if (context) {
        const record = await this.#inTime(this.#try?.finalRecord());
        if (record) return { kind: 'answered', record };
      } else await this.#inTime(this.#contexts.prepare(pipelined));
      context = this.#contexts.now(pipelined);
    }
    // From here to the append there is no await.
    const verdict = judge(this.models, this.decider, context.states);
    if (!('write' in verdict) || verdict.write.length === 0) return { kind: 'unwritten', verdict, context };
    const disputing = this.#try?.contradicting('written');
    return disputing ? { kind: 'disputed', record: disputing } : this.#append(verdict.write, context);
  }

  /** Tries again on what is stored, when a try would write nothing: that must not rest on what may not come to be. */
  async #attemptOnStored({ dependsOn }: DecisionContext<Models>): Promise<Attempt<Models>> {
    this.#confirmed ??= this.parts.log.tail.confirm(this.options.confirm);
    const known = Promise.all([
      this.#firstResult(),
      this.#confirmed,
      ...dependsOn.map(({ outcome }) => outcome.catch(() => undefined)),
    ]);
    const [first] = await this.#inTime(known);
    return first ?? this.#attempt(false);
  }

  async #append(events: AppendRequest['events'], context: DecisionContext<Models>): Promise<Attempt<Models>> {
    const { command, metadata, guard = 'conflicts' } = this.options;
    const condition = conditionFor(this.models, guard, context, this.#try?.records);
    const request = {
      events,
      ...(condition && { condition }),
      ...(command && { command }),
      ...(metadata && { metadata }),
    };
    try {
      const { commit, duplicate } = await this.parts.log.append(request, context.dependsOn, this.#patience);
      return duplicate ? this.#written(commit) : this.#written(commit, context);
    } catch (error) {
      if (isEventStoreError(error, 'append-condition-failed')) return { kind: 'conflict' };
      throw error;
    }
  }

  /** What a try that wrote nothing comes to, unless the command is carried out before that is recorded. */
  async #answer(verdict: Verdict, context: DecisionContext<Models>): Promise<Decided<Models>> {
    const outcome = 'refuse' in verdict ? 'refused' : 'nothing';
    const given = this.#try && (await this.#recordAnswer(this.#try, outcome, context.at));
    if (given) return given;
    if ('refuse' in verdict) throw verdict.refuse;
    return { kind: 'nothing', position: context.at, states: context.states };
  }

  /** @returns what the command is told instead, because of another try of it */
  async #recordAnswer(
    command: CommandTry,
    outcome: UnwrittenOutcome,
    at: Position,
  ): Promise<Decided<Models> | undefined> {
    const before = command.contradicting(outcome);
    if (before) return this.#giveUp(before);
    const answer = { commandId: command.id, outcome, decidedAt: at, metadata: this.#metadata };
    const carriedOut = await this.#inTime(this.parts.answers.record(answer));
    if (carriedOut) return this.#repeated(carriedOut);
    // Of the records of one command the first counts, for all tries that had begun by then.
    const first = await this.#inTime(command.finalRecord());
    const meanwhile = command.contradicting(outcome);
    if (meanwhile) return this.#giveUp(meanwhile);
    return first && outcomeOf(first) !== outcome ? this.#answerAgain(first) : undefined;
  }

  /** The answer that another try was given: the same decision on the same states. */
  async #answerAgain(record: RecordedEvent): Promise<Decided<Models>> {
    const disputing = this.#try?.contradicting(outcomeOf(record));
    if (disputing) return this.#giveUp(disputing);
    const first = await this.#firstResult();
    if (first) return first;
    const position = decidedAt(record);
    const read = readStates(this.models, (model) => this.parts.reader.stateAt(model, position));
    const states = await this.#inTime(read);
    const verdict = judge(this.models, this.decider, states);
    if ('refuse' in verdict) throw verdict.refuse;
    if (verdict.write.length > 0) throw answeredMeanwhile(record);
    return { kind: 'nothing', position, states };
  }

  /** @throws EventStoreError `command-answered`, unless the command has been carried out */
  async #giveUp(disputing: RecordedEvent): Promise<Decided<Models>> {
    const first = await this.#firstResult();
    if (first) return first;
    throw answeredMeanwhile(disputing);
  }

  /** What was stored under the command's id, by a request that is still on its way or by an earlier one. */
  async #firstResult(): Promise<Written<Models> | undefined> {
    const { command } = this.options;
    if (!command) return undefined;
    const running = this.parts.log.writer.running(command.id)?.catch(() => undefined);
    const first = await this.#inTime(running);
    const commit = first?.commit ?? (await this.#inTime(this.parts.log.commitById(command.id)));
    return commit && this.#repeated(commit);
  }

  /** Waits for a part of the command, until the caller has waited long enough for the whole. */
  #inTime<Result>(part: Promise<Result>): Promise<Result>;
  #inTime<Result>(part: Promise<Result> | undefined): Promise<Result> | undefined;
  #inTime<Result>(part: Promise<Result> | undefined): Promise<Result> | undefined {
    return part && this.#patience.waitFor(part, 'the decision');
  }

  /** @throws EventStoreError `commit-id-reused` */
  #repeated(commit: Commit): Written<Models> {
    assertSameRequest({ id: commit.id, metadata: this.#metadata }, commit);
    return this.#written(commit);
  }

  /** @param context what this command decided on; none: the commit is another request's */
  #written(commit: Commit, context?: DecisionContext<Models>): Written<Models> {
    const { models } = this;
    const { log, reader } = this.parts;
    const position = commit.lastPosition;
    // Whoever makes an answer of them waits for it as for the command; whoever comes later is another caller.
    const patience = () => (this.#patience.leftMs > 0 ? this.#patience : log.patience());
    const statesAtCommit = () =>
      patience().waitFor(
        readStates(models, (model, name) => {
          const stored = context?.stored.get(name);
          return stored ? reader.advance(model, stored, position) : reader.stateAt(model, position);
        }),
        'the states of a decision',
      );
    return {
      kind: 'written',
      commit,
      duplicate: context === undefined,
      statesAtCommit: () => unknownIfUnavailable(commit.id, statesAtCommit),
    };
  }
}
