import { Injectable } from '@nestjs/common';
import type { StandingOrderId } from '@event-sourcing/bank-domain';
import {
  EventStore,
  type Position,
  type ProjectionRunner,
  START,
  type Timer,
} from '@event-sourcing/event-store';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { Clock } from '../clock';
import { type DueOrder, dueOrdersProjection } from '../read-model';
import { Attempts } from './attempts';
import { dueInOrder, withOneSettled } from './due-in-order';
import { type Payer, Turns } from './payers';
import { settleDueDate, type Settled } from './settle-due-date';

/** Accounts that have a turn in one round, all at the same time. */
const PAYERS = 32;
/** Due dates of one round, the same number for each account that has a turn. */
const DATES = 1_024;
/** Due dates of one account that are decided on before the first of them is stored. */
const AHEAD = 32;

/**
 * Settles what is due, in rounds: each account pays in the order of its due dates, so many in a turn, and the accounts
 * take turns. What becomes due meanwhile waits for one round at most.
 */
@Injectable()
export class StandingOrdersTimer implements Timer {
  readonly name = 'standing-orders';
  readonly everyMs = 500;
  readonly #attempts = new Attempts();
  readonly #turns = new Turns(PAYERS);

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    @InjectProjection(dueOrdersProjection.name)
    private readonly projection: ProjectionRunner<typeof dueOrdersProjection.models>,
  ) {}

  async tick(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && (await this.#round(stopping)));
  }

  /** @returns whether there may be more to do at once */
  async #round(stopping: AbortSignal): Promise<boolean> {
    const now = this.clock.now();
    this.#attempts.forget(now);
    const { orders, isAll } = await this.#inTurn(now);
    const payers = [...Map.groupBy(orders, ({ from }) => from).values()];
    const share = Math.floor(DATES / payers.length);
    const settled = await Promise.all(payers.map((of) => this.#turn(of, now, { share, stopping })));
    const last = settled.reduce((latest, position) => (position > latest ? position : latest), START);
    if (last === START) return !isAll;
    // What was settled is not to be looked at again.
    await this.projection.waitFor(last, { timeoutMs: 2_000, signal: stopping });
    return true;
  }

  /** What those have to pay whose turn it is, the earliest first, and whether that is all that is due. */
  #inTurn(now: Date): Promise<{ readonly orders: readonly DueOrder[]; readonly isAll: boolean }> {
    const resting = this.#attempts.resting(now);
    const due = { nextDueAt: { $lte: now }, standingOrderId: { $nin: resting } };
    return this.projection.read(async (reading) => {
      const model = reading.model('orders');
      const payers = await model
        .aggregate<Payer>([
          { $match: due },
          { $group: { _id: '$from', dueAt: { $min: '$nextDueAt' } } },
          { $project: { _id: 0, from: '$_id', dueAt: 1 } },
        ])
        .toArray();
      const turns = this.#turns.next(payers);
      if (turns.length === 0) return { orders: [], isAll: true };
      const orders = await model
        .find({ from: { $in: turns }, ...due })
        .sort({ nextDueAt: 1 })
        .toArray();
      return { orders, isAll: turns.length === payers.length };
    });
  }

  /** So many due dates of one payer's orders, the earliest first. @returns the position of the last one settled */
  async #turn(
    orders: readonly DueOrder[],
    now: Date,
    { share, stopping }: { readonly share: number; readonly stopping: AbortSignal },
  ): Promise<Position> {
    const open = new Map(orders.map((order) => [order.standingOrderId, order]));
    let last: Position = START;
    for (let begun = 0; begun < share && !stopping.aborted; begun += AHEAD) {
      const due = dueInOrder(open.values(), now, AHEAD);
      if (due.length === 0) break;
      // Begun in order: each decision counts on those before it, and need not wait for them.
      const outcomes = await Promise.all(due.map((order) => settleDueDate(this.store, order, now)));
      for (const [index, order] of due.entries()) {
        // Once one of an order is not settled, those after it are not either.
        if (open.get(order.standingOrderId)?.settled !== order.settled) continue;
        const outcome = outcomes[index] ?? { kind: 'nothing' };
        if (outcome.kind === 'settled') last = outcome.position;
        this.#take(open, order, outcome, now);
      }
    }
    return last;
  }

  #take(open: Map<StandingOrderId, DueOrder>, order: DueOrder, { kind }: Settled, now: Date): void {
    const { standingOrderId: id } = order;
    const next = kind === 'settled' ? withOneSettled(order) : undefined;
    if (kind === 'unpaid') this.#attempts.failed(id, now);
    else this.#attempts.succeeded(id);
    // Where an order goes on of which others have settled something is read again.
    if (next) open.set(id, next);
    else open.delete(id);
  }
}
