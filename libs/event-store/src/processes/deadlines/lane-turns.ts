/** A lane in which something is due. */
export interface DueLane {
  readonly lane: string;
  /** The earliest of it. */
  readonly dueAt: Date;
}

/**
 * Whose turn it is, so that nobody's backlog holds up another's: a lane that has had a turn comes after those that have
 * not, or whose last one is longer ago; among equals the earliest deadline is first. Kept in memory: whoever goes on
 * begins anew.
 */
export class LaneTurns {
  readonly #last = new Map<string, number>();
  #round = 0;

  /** @param most lanes of one round, from 1 */
  constructor(private readonly most: number) {}

  /** The lanes of the next round, of those in which something is due. */
  next(lanes: readonly DueLane[]): readonly string[] {
    this.#round += 1;
    const present = new Set(lanes.map(({ lane }) => lane));
    for (const lane of this.#last.keys()) if (!present.has(lane)) this.#last.delete(lane);
    const lastOf = ({ lane }: DueLane): number => this.#last.get(lane) ?? 0;
    const inTurn = lanes.toSorted(
      (one, other) => lastOf(one) - lastOf(other) || one.dueAt.getTime() - other.dueAt.getTime(),
    );
    const chosen = inTurn.slice(0, this.most).map(({ lane }) => lane);
    for (const lane of chosen) this.#last.set(lane, this.#round);
    return chosen;
  }
}
