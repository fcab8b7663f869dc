import type { ClientSession } from 'mongodb';
import { type CausalSessions, inTransaction } from '../driver';
import type { Position } from '../contract';
import type { Grant } from '../leases';
import type { Checkpoints } from './mongo';

/** Writes that are stored together with a checkpoint's move, or not at all; may be run more than once. */
export type BatchWrites = (session: ClientSession) => Promise<void>;

/** One consumer's ownership of a checkpoint, from taking it over until the consumer is fenced off, fails or stops. */
export class CheckpointOwnership {
  #position: Position;

  private constructor(
    private readonly checkpoints: Checkpoints,
    private readonly causality: CausalSessions,
    private readonly grant: Grant,
    position: Position,
    private readonly advanced: (position: Position) => void,
    private readonly session: ClientSession,
  ) {
    this.#position = position;
  }

  /**
   * Takes a checkpoint over.
   * @param advanced is called with the checkpoint's position now and whenever it has moved
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
    const position = await checkpoints.takeOver(grant);
    advanced(position);
    return new CheckpointOwnership(checkpoints, causality, grant, position, advanced, session);
  }

  /** The stored checkpoint. */
  get position(): Position {
    return this.#position;
  }

  /**
   * Moves the checkpoint, and stores the writes in the same transaction: exactly once, whatever crashes. One at a time.
   * @param to a commit boundary
   * @throws FencedError when somebody else owns the checkpoint; nothing was stored
   */
  async advance(to: Position, writes?: BatchWrites): Promise<void> {
    const move = { grant: this.grant, from: this.#position, to };
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
    this.#position = to;
    this.advanced(to);
  }
}
