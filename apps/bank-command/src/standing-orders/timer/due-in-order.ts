import { dueDate } from '@event-sourcing/bank-domain';
import type { DueOrder } from '../read-model';

/** The order with its next due date settled; nothing when that was the last. */
export const withOneSettled = (order: DueOrder): DueOrder | undefined => {
  const settled = order.settled + 1;
  const nextDueAt = dueDate(order, settled);
  return nextDueAt && { ...order, settled, nextDueAt };
};

/**
 * The due dates of some orders up to a time, the earliest first; each as the order with that one next.
 * @param limit at most so many, from 1
 */
export const dueInOrder = (orders: Iterable<DueOrder>, now: Date, limit: number): readonly DueOrder[] => {
  const open = [...orders];
  const due: DueOrder[] = [];
  while (due.length < limit) {
    const first = earliest(open, now);
    if (!first) break;
    due.push(first);
    const next = withOneSettled(first);
    open.splice(open.indexOf(first), 1, ...(next ? [next] : []));
  }
  return due;
};

const earliest = (orders: readonly DueOrder[], now: Date): DueOrder | undefined =>
  orders
    .filter(({ nextDueAt }) => nextDueAt <= now)
    .reduce<DueOrder | undefined>(
      (first, order) => (first && first.nextDueAt <= order.nextDueAt ? first : order),
      undefined,
    );
