import { performance } from 'node:perf_hooks';
import type { ClientSession, Collection, Db } from 'mongodb';
import { SingleFlight } from '../../async';
import { START } from '../../contract';
import { type CausalSessions, DECISIVE, inTransaction, withOperationTimeout } from '../../driver';
import { Decisions, type OperatorContext } from './decisions';

/** An operator's decision that something is not to run for a while, in any instance. */
export interface Pause {
  readonly since: Date;
  /** Who decided it. */
  readonly by?: string;
  /** Why. */
  readonly reason?: string;
}

/** What came of a wish to pause; asked before: under the same command. */
export type PauseOutcome = 'paused' | 'already-paused' | 'asked-before';
/** What came of a wish to resume. */
export type ResumeOutcome = 'resumed' | 'not-paused' | 'asked-before';

interface StoredPause extends Pause {
  readonly _id: string;
}

/** The pauses of a log's projections and reactions, in one collection. All that ask share a look at it. */
export class Pauses {
  readonly #pauses: Collection<StoredPause>;
  readonly #look = new SingleFlight(() => this.#read());
  #known: ReadonlyMap<string, Pause> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly now: () => Date,
  ) {
    this.#pauses = db.collection<StoredPause>('pauses');
  }

  /** @param maxAgeMs how long ago it may have been looked at; default: now */
  async of(name: string, maxAgeMs = 0): Promise<Pause | undefined> {
    if (performance.now() - this.#readAt >= maxAgeMs) await this.#look.run();
    return this.#known.get(name);
  }

  /**
   * One that is paused stays as it is.
   * @throws EventStoreError `commit-id-reused` for another decision under the same id
   */
  pause(name: string, context: OperatorContext): Promise<PauseOutcome> {
    return this.#decide(name, 'pause', context, async (decidedAt, session): Promise<PauseOutcome> => {
      if (await this.#pauses.findOne({ _id: name }, { session })) return 'already-paused';
      const { by, reason } = context;
      const why = { ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) };
      await this.#pauses.insertOne({ _id: name, since: decidedAt, ...why }, { session });
      return 'paused';
    });
  }

  /** @throws EventStoreError `commit-id-reused` for another decision under the same id */
  resume(name: string, context: OperatorContext): Promise<ResumeOutcome> {
    return this.#decide(name, 'resume', context, async (_, session): Promise<ResumeOutcome> => {
      const { deletedCount } = await this.#pauses.deleteOne({ _id: name }, { session });
      return deletedCount === 1 ? 'resumed' : 'not-paused';
    });
  }

  /** Carries a decision out, and keeps it for good unless it changes nothing: a repeat under its command is none. */
  async #decide<Outcome extends PauseOutcome | ResumeOutcome>(
    subscription: string,
    action: 'pause' | 'resume',
    context: OperatorContext,
    carryOut: (decidedAt: Date, session: ClientSession) => Promise<Outcome>,
  ): Promise<Outcome | 'asked-before'> {
    const decisions = new Decisions(this.db);
    await decisions.prepare();
    return inTransaction(this.causality, async (session) => {
      if (await decisions.isRecorded(context, session)) return 'asked-before';
      const decidedAt = this.now();
      const outcome = await carryOut(decidedAt, session);
      if (outcome === 'paused' || outcome === 'resumed')
        await decisions.record({ subscription, action, position: START, decidedAt }, context, session);
      return outcome;
    });
  }

  async #read(): Promise<void> {
    const found = await withOperationTimeout(this.#pauses.find({}, DECISIVE).toArray());
    this.#known = new Map(found.map(({ _id, ...pause }) => [_id, pause]));
    this.#readAt = performance.now();
  }
}
