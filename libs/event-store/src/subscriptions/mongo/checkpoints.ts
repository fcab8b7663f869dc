import type { ClientSession, Collection, Db, UpdateOptions } from 'mongodb';
import { type CausalSessions, DECISIVE, DURABLE, SessionPool, withOperationTimeout } from '../../driver';
import { START, toPosition, type Position } from '../../contract';
import { FencedError } from '../errors';
import type { Grant } from '../../leases';

interface StoredCheckpoint {
  readonly _id: string;
  /** The fencing token of the lease that may move it. */
  readonly token: number;
  /** The position up to which everything is done: a commit boundary. */
  readonly position: number;
  /** The hash of the commit that ends there; `null` before the first, absent where an earlier release wrote. */
  readonly hash?: string | null;
  /** The position after which it began; absent: the start. */
  readonly startedAfter?: number;
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
  /** The hash of the commit that ends at `to`. */
  readonly hash: string | null;
}

/** Where a checkpoint stands. */
export interface CheckpointPlace {
  readonly position: Position;
  /** The hash of the commit that ends there: what was read of the log, and not only how much. */
  readonly hash: string | null;
}

/** Where a new subscription begins. */
export interface StartingPlace {
  /** Events up to it are passed over. */
  readonly after: Position;
  /** The commit boundary at or before it, from which the log is read. */
  readonly boundary: Position;
}

const FROM_START: StartingPlace = { after: START, boundary: START };
const BEYOND_ANY_LEASE = Number.MAX_SAFE_INTEGER;

/** Checkpoints in one collection, apart from the leases: a fence has to be written, not only read. */
export class Checkpoints {
  readonly #checkpoints: Collection<StoredCheckpoint>;
  readonly #sessions: SessionPool;

  constructor(
    db: Db,
    private readonly causality: CausalSessions,
  ) {
    this.#checkpoints = db.collection<StoredCheckpoint>('checkpoints');
    this.#sessions = new SessionPool(causality);
  }

  /**
   * Makes the checkpoint of a subscription, if there is none.
   * @param place where a new one begins
   * @returns the position after which it began: where the first to ask had it begin
   */
  async prepare(
    name: string,
    place: () => Promise<StartingPlace> = () => Promise.resolve(FROM_START),
  ): Promise<Position> {
    const checkpoint = (await this.#read(name)) ?? (await this.#create(name, await place()));
    return toPosition(checkpoint?.startedAfter ?? START);
  }

  /**
   * Writes the token and reads the position in one step: from now on no holder of an older lease can move it.
   * @throws FencedError when a newer lease has been here
   */
  async takeOver({ name, token }: Grant): Promise<CheckpointPlace> {
    const checkpoint = await this.causality.session((session) =>
      this.#checkpoints.findOneAndUpdate(
        { _id: name, token: { $lte: token } },
        { $set: { token }, $inc: { writes: 1 } },
        { session, returnDocument: 'after', writeConcern: DURABLE },
      ),
    );
    if (!checkpoint) throw new FencedError(name);
    return placeOf(checkpoint);
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

  /** Where a checkpoint is: as of a transaction, else no older than anything this process knows. */
  async position(name: string, session?: ClientSession): Promise<Position> {
    return toPosition((await this.#read(name, session))?.position ?? START);
  }

  /** The same, and what was read there. */
  async place(name: string): Promise<CheckpointPlace> {
    return placeOf(await this.#read(name));
  }

  /** The same, but nothing when the checkpoint is closed, or gone. */
  async openPosition(name: string, session?: ClientSession): Promise<Position | undefined> {
    const checkpoint = await this.#read(name, session);
    return checkpoint && checkpoint.token < BEYOND_ANY_LEASE ? toPosition(checkpoint.position) : undefined;
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

  /** Puts a checkpoint to a place, which may be where it is: whoever would move it on from there is fenced off. */
  async placeWithin(session: ClientSession, name: string, place: CheckpointPlace): Promise<void> {
    await this.#checkpoints.updateOne(
      { _id: name },
      { $set: { ...place }, $inc: { writes: 1, token: 1 } },
      { session },
    );
  }

  /** Fences off whoever moves a checkpoint, now and for ever. */
  async closeWithin(session: ClientSession, name: string): Promise<void> {
    await this.#close(name, { session });
  }

  /** The same, alone. */
  async close(name: string): Promise<void> {
    await this.causality.session((session) => this.#close(name, { session, writeConcern: DURABLE }));
  }

  /** The names of all of them. */
  async names(): Promise<readonly string[]> {
    const checkpoints = await withOperationTimeout(
      this.#checkpoints.find({}, { ...DECISIVE, projection: { _id: 1 } }).toArray(),
    );
    return checkpoints.map(({ _id }) => _id);
  }

  #read(_id: string, session?: ClientSession): Promise<StoredCheckpoint | null> {
    if (session) return this.#checkpoints.findOne({ _id }, { session });
    return this.#sessions.use((own) =>
      withOperationTimeout(this.#checkpoints.findOne({ _id }, { ...DECISIVE, session: own })),
    );
  }

  #create(_id: string, { boundary: position, after: startedAfter }: StartingPlace) {
    return withOperationTimeout(
      this.#checkpoints.findOneAndUpdate(
        { _id },
        { $setOnInsert: { token: 0, position, hash: null, startedAfter, writes: 0 } },
        { upsert: true, returnDocument: 'after', writeConcern: DURABLE },
      ),
    );
  }

  async #close(name: string, options: UpdateOptions): Promise<void> {
    const closed = { $set: { token: BEYOND_ANY_LEASE }, $inc: { writes: 1 } };
    await this.#checkpoints.updateOne({ _id: name }, closed, options);
  }

  async #move(
    { grant: { name, token }, from, to, hash }: Move,
    options: { session: ClientSession; writeConcern?: typeof DURABLE },
  ): Promise<void> {
    const { matchedCount } = await this.#checkpoints.updateOne(
      { _id: name, token, position: from },
      { $set: { position: to, hash }, $inc: { writes: 1 } },
      options,
    );
    if (matchedCount !== 1) throw new FencedError(name);
  }
}

const placeOf = (checkpoint: StoredCheckpoint | null): CheckpointPlace => ({
  position: toPosition(checkpoint?.position ?? START),
  hash: checkpoint?.hash ?? null,
});
