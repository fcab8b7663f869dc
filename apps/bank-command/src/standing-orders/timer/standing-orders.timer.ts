import { Injectable } from '@nestjs/common';
import { PATIENCE_MS, type StandingOrderId } from '@event-sourcing/bank-domain';
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
import { settleDueDate, type Settled } from './settle-due-date';

/** Orders looked at in one tick. */
const AT_ONCE = 500;
/** Accounts that pay at the same time. */
const CONCURRENCY = 16;
/** Due dates of one account that are decided on before the first of them is stored. */
const AHEAD = 32;

/** Settles what is due: each account pays in the order of the due dates, all accounts at the same time. */
@Injectable()
export class StandingOrdersTimer implements Timer {
  readonly name = 'standing-orders';
  readonly everyMs = 500;
  readonly #attempts = new Attempts();

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    @InjectProjection(dueOrdersProjection.name)
    private readonly projection: ProjectionRunner<typeof dueOrdersProjection.models>,
  ) {}

  async tick(stopping: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const due = await this.#due(now);
    this.#attempts.keepOnly(new Set(due.map(({ standingOrderId }) => standingOrderId)), now);
    const payers = [...Map.groupBy(due, ({ from }) => from).values()];
    let settledAt: Position = START;
    const work = async (): Promise<void> => {
      for (let orders = payers.shift(); orders; orders = payers.shift()) {
        const position = await this.#settleAll(orders, now, stopping);
        if (position > settledAt) settledAt = position;
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    // What was settled is not to be looked at again.
    if (settledAt > START) await this.projection.waitFor(settledAt, { timeoutMs: 2_000, signal: stopping });
  }

  #due(now: Date): Promise<readonly DueOrder[]> {
    const resting = this.#attempts.resting(now);
    return this.projection.read((reading) =>
      reading
        .model('orders')
        .find({ nextDueAt: { $lte: now }, standingOrderId: { $nin: resting } })
        .sort({ nextDueAt: 1 })
        .limit(AT_ONCE)
        .toArray(),
    );
  }

  /** The due dates of one payer's orders, the earliest first. @returns the position of the last one settled */
  async #settleAll(orders: readonly DueOrder[], now: Date, stopping: AbortSignal): Promise<Position> {
    const open = new Map(orders.map((order) => [order.standingOrderId, order]));
    let last: Position = START;
    while (!stopping.aborted) {
      const due = dueInOrder(open.values(), now, AHEAD);
      if (due.length === 0) break;
      // Begun in order: each decision counts on those before it, and need not wait for them.
      const settlements = due.map((order) => settleDueDate(this.store, order, order.nextDueAt, now));
      const outcomes = await Promise.all(settlements);
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
    const { standingOrderId: id, nextDueAt: dueAt } = order;
    const next = kind === 'settled' ? withOneSettled(order) : undefined;
    if (kind === 'unpaid') this.#attempts.failed(id, now, new Date(dueAt.getTime() + PATIENCE_MS));
    else this.#attempts.succeeded(id);
    // Where an order goes on of which others have settled something is read again.
    if (next) open.set(id, next);
    else open.delete(id);
  }
}
