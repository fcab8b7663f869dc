import type { ClientSession, Collection, Db } from 'mongodb';
import { START } from '../../contract';
import {
  type CausalSessions,
  DECISIVE,
  DURABLE,
  ensureCollections,
  inTransaction,
  withOperationTimeout,
} from '../../driver';
import { type Checkpoints, Decisions, type OperatorContext } from '../../subscriptions';
import {
  cutOver,
  type Generation,
  type Generations,
  NO_GENERATIONS,
  rebuildBegun,
  type RebuildOutcome,
  sameGeneration,
} from '../generation';
import { subscriptionName, versionOf } from '../names';

interface StoredGenerations extends Generations {
  /** The projection's name. */
  readonly _id: string;
  /** Grows with each change, so that none is made on what is not so any more. */
  readonly revision: number;
}

/** The names of the projections that have generations. */
export const generationNames = async (db: Db): Promise<readonly string[]> => {
  const stored = db.collection<StoredGenerations>('generations');
  const found = stored.find({}, { ...DECISIVE, projection: { _id: 1 }, sort: { _id: 1 } });
  return (await withOperationTimeout(found.toArray())).map(({ _id }) => _id);
};

/** The generations of one projection, in a document that every query reads first. */
export class GenerationStore {
  readonly #generations: Collection<StoredGenerations>;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly checkpoints: Checkpoints,
    private readonly projection: string,
  ) {
    this.#generations = db.collection<StoredGenerations>('generations');
  }

  /** Makes the document. What releases without generations have stored is the first generation of its version. */
  async prepare(): Promise<void> {
    await ensureCollections(this.db, ['generations']);
    if ((await this.read()) !== NO_GENERATIONS) return;
    const names = await this.checkpoints.names();
    const versions = names.flatMap((name) => versionOf(this.projection, name) ?? []);
    const serving = versions.map((version) => ({ version, number: 1 }));
    await withOperationTimeout(
      this.#generations.updateOne(
        { _id: this.projection },
        { $setOnInsert: { ...NO_GENERATIONS, serving, revision: 0 } },
        { upsert: true, writeConcern: DURABLE },
      ),
    );
  }

  /** As of a transaction, else of now, no older than anything this process knows. */
  async read(session?: ClientSession): Promise<Generations> {
    const find = (own: ClientSession) =>
      this.#generations.findOne({ _id: this.projection }, { ...(!session && DECISIVE), session: own });
    return (await (session ? find(session) : this.causality.session(find))) ?? NO_GENERATIONS;
  }

  /**
   * Changes them by a pure function, which is called again when somebody else was faster.
   * @returns what they are then
   */
  async change(change: (generations: Generations) => Generations): Promise<Generations> {
    for (;;) {
      const changed = await this.causality.session(async (session) => {
        const stored = await this.#generations.findOne({ _id: this.projection }, { ...DECISIVE, session });
        if (!stored) throw this.#notPrepared();
        const next = change(stored);
        return next === stored || (await this.#replace(stored, next, session, true)) ? next : undefined;
      });
      if (changed) return changed;
    }
  }

  /**
   * Begins to fill a version anew, and keeps who asked for it and under which command for good: longer than the generation.
   * @throws EventStoreError `commit-id-reused` for another decision under the same id
   */
  async rebuild(version: number, context: OperatorContext, decidedAt: Date): Promise<RebuildOutcome> {
    const decisions = new Decisions(this.db);
    await decisions.prepare();
    return inTransaction(this.causality, async (session): Promise<RebuildOutcome> => {
      if (await decisions.isRecorded(context, session)) return 'asked-before';
      const stored = await this.#generations.findOne({ _id: this.projection }, { session });
      if (!stored) throw this.#notPrepared();
      const begun = rebuildBegun(stored, version, context.by);
      const generation = begun?.building.at(-1);
      if (!begun || !generation) return 'in-progress';
      const subscription = subscriptionName(this.projection, generation);
      const decision = { subscription, action: 'rebuild', position: START, decidedAt } as const;
      await decisions.record(decision, context, session);
      await this.#replace(stored, begun, session, false);
      return 'begun';
    });
  }

  /**
   * Lets a generation serve, if it is as far as every one that does: nobody steps back, but from what was read of a log
   * that is no more.
   * @param isOutdated whether the checkpoint of a subscription stands in such a log
   * @returns what they are then; nothing when it is not as far
   */
  async cutOverTo(
    generation: Generation,
    isOutdated: (subscription: string) => Promise<boolean>,
  ): Promise<Generations | undefined> {
    if (!(await this.#isLevel(generation, isOutdated))) return undefined;
    return inTransaction(this.causality, async (session) => {
      const stored = await this.#generations.findOne({ _id: this.projection }, { session });
      if (!stored?.building.some((one) => sameGeneration(one, generation))) return stored ?? undefined;
      const next = cutOver(stored, generation);
      // Held, not only read: a batch that the old one has in flight and this transaction must not both come to be.
      const reached = await this.#hold(generation, session);
      for (const one of stored.serving) {
        const isAhead = (await this.#hold(one, session)) > reached;
        if (isAhead && !(await isOutdated(subscriptionName(this.projection, one)))) return undefined;
      }
      for (const one of next.retired.slice(stored.retired.length)) {
        await this.checkpoints.closeWithin(session, subscriptionName(this.projection, one));
      }
      await this.#replace(stored, next, session, false);
      return next;
    });
  }

  /** A first look that holds nobody up. */
  async #isLevel(
    generation: Generation,
    isOutdated: (subscription: string) => Promise<boolean>,
  ): Promise<boolean> {
    const { serving } = await this.read();
    const names = serving.map((one) => subscriptionName(this.projection, one));
    const reached = await this.checkpoints.position(subscriptionName(this.projection, generation));
    const level = await Promise.all(
      names.map(async (name) => (await this.checkpoints.position(name)) <= reached || isOutdated(name)),
    );
    return level.every(Boolean);
  }

  #notPrepared(): Error {
    return new Error(`The generations of projection ${this.projection} are not prepared.`);
  }

  #hold(generation: Generation, session: ClientSession): Promise<number> {
    return this.checkpoints.holdWithin(session, subscriptionName(this.projection, generation));
  }

  async #replace(
    { _id, revision }: StoredGenerations,
    { serving, building, retired, dropped }: Generations,
    session: ClientSession,
    alone: boolean,
  ): Promise<boolean> {
    const { matchedCount } = await this.#generations.updateOne(
      { _id, revision },
      { $set: { serving, building, retired, ...(dropped && { dropped }), revision: revision + 1 } },
      { session, ...(alone && { writeConcern: DURABLE }) },
    );
    return matchedCount === 1;
  }
}
