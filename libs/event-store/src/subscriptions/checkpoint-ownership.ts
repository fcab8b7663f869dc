import type { ClientSession } from 'mongodb';
import { type CausalSessions, inTransaction } from '../driver';
import type { Commit, Position } from '../contract';
import type { Grant } from '../leases';
import type { CheckpointPlace, Checkpoints } from './mongo';

/** Writes that are stored together with a checkpoint's move, or not at all; may be run more than once. */
export type BatchWrites = (session: ClientSession) => Promise<void>;

/** One consumer's ownership of a checkpoint, from taking it over until the consumer is fenced off, fails or stops. */
export class CheckpointOwnership {
  #place: CheckpointPlace;
  /** Of the commits delivered beyond it, by the positions at which they end. */
  readonly #hashes = new Map<Position, string>();

  private constructor(
    private readonly checkpoints: Checkpoints,
    private readonly causality: CausalSessions,
    private readonly grant: Grant,
    place: CheckpointPlace,
    private readonly advanced: (position: Position) => void,
    private readonly session: ClientSession,
  ) {
    this.#place = place;
  }

  /**
   * Takes a checkpoint over.
   * @param advanced is called with the checkpoint's position whenever it has moved
   * @param session of all its transactions; is ended with it
   * @throws FencedError when a newer lease has been here
   */
  static async begin(
    checkpoints: Checkpoints,
    causality: CausalSessions,
    grant: Grant,
    advanced: (position: Position) => void,
    session: ClientSession = causality.begin(),
  ): Promise<CheckpointOwnership> {
    const place = await checkpoints.takeOver(grant);
    return new CheckpointOwnership(checkpoints, causality, grant, place, advanced, session);
  }

  /** The stored checkpoint. */
  get position(): Position {
    return this.#place.position;
  }

  get place(): CheckpointPlace {
    return this.#place;
  }

  /** Takes in what is delivered: the checkpoint keeps the hash of the commit at which it stands. */
  delivers(commits: readonly Commit[]): void {
    for (const { lastPosition, hash } of commits) this.#hashes.set(lastPosition, hash);
  }

  /**
   * Moves the checkpoint, and stores the writes in the same transaction: exactly once, whatever crashes. One at a time.
   * @param to a commit boundary
   * @throws FencedError when somebody else owns the checkpoint; nothing was stored
   */
  async advance(to: Position, writes?: BatchWrites): Promise<void> {
    // What is stored where it stands already leaves it as it is.
    const hash = to === this.position ? this.#place.hash : (this.#hashes.get(to) ?? null);
    const move = { grant: this.grant, from: this.position, to, hash };
    if (writes) {
      const work = async (session: ClientSession) => {
        // The fence first: whoever has lost the subscription does no work in vain.
        await this.checkpoints.moveWithin(session, move);
        await writes(session);
      };
      await inTransaction(this.causality, work, this.session);
    } else {
      await this.checkpoints.move(move);
    }
    this.#place = { position: to, hash };
    for (const position of this.#hashes.keys()) if (position <= to) this.#hashes.delete(position);
    this.advanced(to);
  }
}
