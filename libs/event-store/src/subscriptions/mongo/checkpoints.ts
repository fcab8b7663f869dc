import type { ClientSession, Collection, Db } from 'mongodb';
import type { Causality } from '../../log/mongo/causality';
import { DECISIVE, DURABLE } from '../../log/mongo/mongo-commit-storage';
import { START, toPosition, type Position } from '../../log/position';
import { FencedError } from '../errors';
import type { Grant } from './leases';

interface StoredCheckpoint {
  readonly _id: string;
  /** The fencing token of the lease that may move it. */
  readonly token: number;
  /** The position up to which everything is done: a commit boundary. */
  readonly position: number;
  /**
   * Counts the writes, so that each is a real one, also when nothing else changes: only a fence that is written makes a
   * batch still in flight and a take-over conflict.
   */
  readonly writes: number;
}

/** A move of a checkpoint. */
export interface Move {
  readonly grant: Grant;
  readonly from: Position;
  readonly to: Position;
}

const BEYOND_ANY_LEASE = Number.MAX_SAFE_INTEGER;

/** Checkpoints in one collection, apart from the leases: a fence has to be written, not only read. */
export class Checkpoints {
  readonly #checkpoints: Collection<StoredCheckpoint>;

  constructor(
    db: Db,
    private readonly causality: Causality,
  ) {
    this.#checkpoints = db.collection<StoredCheckpoint>('checkpoints');
  }

  /** Makes the checkpoint of a subscription, before the first event. */
  async prepare(name: string): Promise<void> {
    await this.#checkpoints.updateOne(
      { _id: name },
      { $setOnInsert: { token: 0, position: START, writes: 0 } },
      { upsert: true, writeConcern: DURABLE },
    );
  }

  /**
   * Writes the token and reads the position in one step: from now on no holder of an older lease can move it.
   * @throws FencedError when a newer lease has been here
   */
  async takeOver({ name, token }: Grant): Promise<Position> {
    const checkpoint = await this.causality.session((session) =>
      this.#checkpoints.findOneAndUpdate(
        { _id: name, token: { $lte: token } },
        { $set: { token }, $inc: { writes: 1 } },
        { session, returnDocument: 'after', writeConcern: DURABLE },
      ),
    );
    if (!checkpoint) throw new FencedError(name);
    return toPosition(checkpoint.position);
  }

  /**
   * Moves a checkpoint, together with what else the transaction writes.
   * @throws FencedError when it is not where it is said to begin, or belongs to another token
   */
  async moveWithin(session: ClientSession, move: Move): Promise<void> {
    await this.#move(move, { session });
  }

  /** Moves a checkpoint alone. @throws FencedError see `moveWithin` */
  async move(move: Move): Promise<void> {
    await this.causality.session((session) => this.#move(move, { session, writeConcern: DURABLE }));
  }

  /** Where a checkpoint is, read no older than anything this process knows. */
  position(name: string): Promise<Position> {
    return this.causality.session((session) => this.#read(name, session, DECISIVE));
  }

  /** Where a checkpoint is, as of a transaction. */
  positionWithin(session: ClientSession, name: string): Promise<Position> {
    return this.#read(name, session, {});
  }

  /**
   * Reads a checkpoint so that nobody else moves it before the transaction has ended: only what is written conflicts.
   * @returns 0 when there is none
   */
  async holdWithin(session: ClientSession, name: string): Promise<Position> {
    const checkpoint = await this.#checkpoints.findOneAndUpdate(
      { _id: name },
      { $inc: { writes: 1 } },
      { session, returnDocument: 'after' },
    );
    return toPosition(checkpoint?.position ?? START);
  }

  /** Fences off whoever moves a checkpoint, now and for ever. */
  async closeWithin(session: ClientSession, name: string): Promise<void> {
    await this.#checkpoints.updateOne(
      { _id: name },
      { $set: { token: BEYOND_ANY_LEASE }, $inc: { writes: 1 } },
      { session },
    );
  }

  /** The names of all of them. */
  async names(): Promise<readonly string[]> {
    const checkpoints = await this.#checkpoints.find({}, { ...DECISIVE, projection: { _id: 1 } }).toArray();
    return checkpoints.map(({ _id }) => _id);
  }

  async remove(name: string): Promise<void> {
    await this.#checkpoints.deleteOne({ _id: name }, { writeConcern: DURABLE });
  }

  async #read(name: string, session: ClientSession, options: Partial<typeof DECISIVE>): Promise<Position> {
    const checkpoint = await this.#checkpoints.findOne({ _id: name }, { ...options, session });
    return toPosition(checkpoint?.position ?? START);
  }

  async #move(
    { grant: { name, token }, from, to }: Move,
    options: { session: ClientSession; writeConcern?: typeof DURABLE },
  ): Promise<void> {
    const { matchedCount } = await this.#checkpoints.updateOne(
      { _id: name, token, position: from },
      { $set: { position: to }, $inc: { writes: 1 } },
      options,
    );
    if (matchedCount !== 1) throw new FencedError(name);
  }
}
