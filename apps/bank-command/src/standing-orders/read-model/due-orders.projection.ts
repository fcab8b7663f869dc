import {
  type AccountId,
  dueDate,
  type Schedule,
  type StandingOrderEvent,
  standingOrderEventTypes,
  type StandingOrderId,
} from '@event-sourcing/bank-domain';
import { defineProjection, readModel } from '@event-sourcing/event-store';

/** When a standing order is due next. */
export interface DueOrder extends Schedule {
  readonly standingOrderId: StandingOrderId;
  readonly from: AccountId;
  readonly to: AccountId;
  /** Due dates that were paid or skipped. */
  readonly settled: number;
  readonly nextDueAt: Date;
}

/** What tells the timer where to look; whether something is due is decided on the log. */
export const dueOrdersProjection = defineProjection({
  name: 'due-orders',
  version: 2,
  query: { items: [{ types: standingOrderEventTypes.map(({ type }) => type) }] },
  models: {
    orders: readModel<DueOrder, StandingOrderEvent>({
      keys: ({ data }) => [data.standingOrderId],
      evolve: (row, event) => {
        switch (event.type) {
          case 'StandingOrderOpened': {
            const { standingOrderId, from, to, every, startsAt, timeZone, endsAt } = event.data;
            const schedule = {
              ...{ every, timeZone },
              startsAt: new Date(startsAt),
              ...(endsAt !== undefined && { endsAt: new Date(endsAt) }),
            };
            return row ?? dueNext({ standingOrderId, from, to, ...schedule }, 0);
          }
          case 'StandingOrderExecuted':
          case 'StandingOrderSkipped':
            return row && dueNext(row, row.settled + 1);
          case 'StandingOrderDelayed':
            return row;
          case 'StandingOrderEnded':
            return undefined;
        }
      },
      indexes: [{ key: { from: 1, nextDueAt: 1 } }, { key: { nextDueAt: 1, from: 1 } }],
    }),
  },
});

const dueNext = (order: Omit<DueOrder, 'settled' | 'nextDueAt'>, settled: number): DueOrder | undefined => {
  const nextDueAt = dueDate(order, settled);
  return nextDueAt && { ...order, settled, nextDueAt };
};
