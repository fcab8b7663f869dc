import type { AccountId } from '@event-sourcing/bank-domain';

/** An account that has something to pay. */
export interface Payer {
  readonly from: AccountId;
  /** The earliest of what it has to pay. */
  readonly dueAt: Date;
}

/**
 * Whose turn it is, so that nobody's backlog holds up another's order: who has had a turn comes after those who have not,
 * or whose last one is longer ago; among equals the earliest due date is first. Kept in memory: whoever goes on begins anew.
 */
export class Turns {
  readonly #last = new Map<AccountId, number>();
  #round = 0;

  /** @param most payers of one round, from 1 */
  constructor(private readonly most: number) {}

  /** The payers of the next round, of those that have something to pay. */
  next(payers: readonly Payer[]): readonly AccountId[] {
    this.#round += 1;
    const present = new Set(payers.map(({ from }) => from));
    for (const from of this.#last.keys()) if (!present.has(from)) this.#last.delete(from);
    const lastOf = ({ from }: Payer): number => this.#last.get(from) ?? 0;
    const inTurn = payers.toSorted(
      (one, other) => lastOf(one) - lastOf(other) || one.dueAt.getTime() - other.dueAt.getTime(),
    );
    const chosen = inTurn.slice(0, this.most).map(({ from }) => from);
    for (const from of chosen) this.#last.set(from, this.#round);
    return chosen;
  }
}
